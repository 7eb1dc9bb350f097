using System.Buffers.Binary;
using System.Text;

namespace Spam.Web.Json;

/// <summary>
/// Bytes to text as Python's <c>json.loads</c> decodes them: UTF-8, UTF-16 or UTF-32, recognised by their first bytes, with single surrogates let through.
/// </summary>
/// <remarks>Source: Python 3.9, json/__init__.py, detect_encoding.</remarks>
static class JsonText
{
    static readonly UTF8Encoding _strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of <paramref name="bytes"/>, without a byte order mark.</summary>
    /// <exception cref="JsonUnreadableException">They are in none of the encodings.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0, 0, 0xFE, 0xFF, .. var rest] => Utf32(rest, bigEndian: true),
        [0xFF, 0xFE, 0, 0, .. var rest] => Utf32(rest, bigEndian: false),
        [0xFE, 0xFF, .. var rest] => Utf16(rest, bigEndian: true),
        [0xFF, 0xFE, .. var rest] => Utf16(rest, bigEndian: false),
        [0xEF, 0xBB, 0xBF, .. var rest] => Utf8(rest),
        [0, 0, _, _, ..] => Utf32(bytes, bigEndian: true),
        [0, _, _, _, ..] => Utf16(bytes, bigEndian: true),
        [_, 0, 0, 0, ..] => Utf32(bytes, bigEndian: false),
        [_, 0, _, _, ..] => Utf16(bytes, bigEndian: false),
        [0, _] => Utf16(bytes, bigEndian: true),
        [_, 0] => Utf16(bytes, bigEndian: false),
        _ => Utf8(bytes),
    };

    static string Utf8(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return _strictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Utf8WithSurrogates(bytes);
        }
    }

    // Only for what strict UTF-8 refuses: surrogates written as three bytes each, ED A0..BF 80..BF.
    static string Utf8WithSurrogates(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            if (bytes is [0xED, >= 0xA0 and <= 0xBF and var second, >= 0x80 and <= 0xBF and var third, ..])
            {
                text.Append((char)(0xD000 | ((second & 0x3F) << 6) | (third & 0x3F)));
                bytes = bytes[3..];
            }
            else if (Rune.DecodeFromUtf8(bytes, out var rune, out var used) == System.Buffers.OperationStatus.Done)
            {
                text.Append(rune.ToString());
                bytes = bytes[used..];
            }
            else
            {
                throw new JsonUnreadableException("The body is not UTF-8.");
            }
        }

        return text.ToString();
    }

    static string Utf16(ReadOnlySpan<byte> bytes, bool bigEndian)
    {
        if (bytes.Length % 2 != 0)
            throw new JsonUnreadableException("The body is UTF-16 with an odd number of bytes.");
        var text = new char[bytes.Length / 2];
        for (var i = 0; i < text.Length; i++)
        {
            var unit = bytes[(2 * i)..];
            text[i] = (char)(bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(unit) : BinaryPrimitives.ReadUInt16LittleEndian(unit));
        }

        return new(text);
    }

    static string Utf32(ReadOnlySpan<byte> bytes, bool bigEndian)
    {
        if (bytes.Length % 4 != 0)
            throw new JsonUnreadableException("The body is UTF-32 with bytes left over.");
        var text = new StringBuilder(bytes.Length / 4);
        for (var i = 0; i < bytes.Length; i += 4)
        {
            var codePoint = bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes[i..]) : BinaryPrimitives.ReadUInt32LittleEndian(bytes[i..]);
            if (codePoint > 0x10FFFF)
                throw new JsonUnreadableException("The body is UTF-32 with a number beyond Unicode.");
            if (codePoint <= 0xFFFF)
                text.Append((char)codePoint);
            else
                text.Append(new Rune(codePoint).ToString());
        }

        return text.ToString();
    }
}
