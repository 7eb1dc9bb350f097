using System.Runtime.InteropServices;

namespace Spam.Web.Storage.Cassandra;

/// <summary>Texts as a column of UTF-8 can hold them. One with surrogates that stand alone is stored as its UTF-16 units in Base64, behind a mark.</summary>
static class StoredText
{
    const string Mark = "\0utf16:"; // a text that begins so is marked as well: no text can pass for another

    /// <summary>What is stored for a text.</summary>
    public static string Of(string text)
        => Utf16.IsWhole(text) && !text.StartsWith(Mark, StringComparison.Ordinal)
            ? text
            : Mark + Convert.ToBase64String(MemoryMarshal.AsBytes(text.AsSpan()));

    /// <summary>The text that was stored.</summary>
    public static string Back(string stored)
    {
        if (!stored.StartsWith(Mark, StringComparison.Ordinal))
            return stored;
        var units = new byte[stored.Length];
        return Convert.TryFromBase64Chars(stored.AsSpan(Mark.Length), units, out var length)
            ? MemoryMarshal.Cast<byte, char>(units.AsSpan(0, length)).ToString()
            : stored; // by another program
    }
}
