using System.Text;

namespace Spam.Web.Http.Requests;

/// <summary>Reads query strings and paths as Python's <c>urllib.parse</c> does: bytes that are no UTF-8 become U+FFFD, a broken escape stays as it is.</summary>
static class QueryText
{
    /// <summary>The value of a parameter, or null where it is absent. Of several, the last.</summary>
    /// <param name="query">As it was sent, with or without its question mark.</param>
    /// <param name="name">Its name.</param>
    public static string? Last(ReadOnlySpan<char> query, string name)
    {
        if (query is ['?', ..])
            query = query[1..];
        string? value = null;
        foreach (var range in query.Split('&'))
        {
            var pair = query[range];
            if (pair.IsEmpty)
                continue;
            var equals = pair.IndexOf('=');
            if (Decode(equals < 0 ? pair : pair[..equals], plusIsBlank: true) == name)
                value = equals < 0 ? "" : Decode(pair[(equals + 1)..], plusIsBlank: true);
        }

        return value;
    }

    /// <summary>Percent escapes to text.</summary>
    public static string Decode(ReadOnlySpan<char> text, bool plusIsBlank)
    {
        if (text.IndexOfAny('%', '+') < 0)
            return text.ToString();

        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes[count++] = Convert.FromHexString(text.Slice(i + 1, 2))[0];
                i += 2;
            }
            else
            {
                count += Encoding.UTF8.GetBytes([plusIsBlank && text[i] == '+' ? ' ' : text[i]], bytes.AsSpan(count));
            }
        }

        return Encoding.UTF8.GetString(bytes.AsSpan(0, count));
    }
}
