using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Spam.Web.Storage.Caching;

/// <summary>What an answer is stored under.</summary>
/// <param name="Model">The version, and what the model's files hold: <c>v1@0123456789ab</c>. A model trained anew never gives old answers.</param>
/// <param name="Text">The text, or a hash of one that a store may refuse as a key.</param>
readonly record struct CacheKey(string Model, string Text)
{
    // Cassandra 4.1 refuses key parts from 32,768 bytes on.
    const int MostBytes = 32_767;
    const string HashMark = "\0sha256:"; // a text that begins so is hashed as well: no text can pass for a hash

    static readonly UTF8Encoding _strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The model part for a version and a content hash.</summary>
    public static string ModelOf(string version, string contentHash) => $"{version}@{contentHash[..12]}";

    /// <summary>The key of <paramref name="text"/>.</summary>
    public static CacheKey Of(string model, string text) => new(model, CanBeKey(text) ? text : Hash(text));

    static bool CanBeKey(string text)
    {
        if (text.Length > MostBytes || text.StartsWith(HashMark, StringComparison.Ordinal))
            return false;
        if (!text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') && text.Length <= MostBytes / 3)
            return true;
        try
        {
            return _strictUtf8.GetByteCount(text) <= MostBytes;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    static string Hash(string text) => HashMark + Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan())));
}
