using System.Buffers;
using System.Text;

namespace Spam.Web.Json;

/// <summary>Writes JSON with the bytes that Python writes. Commas, colons and brackets are the caller's.</summary>
readonly ref struct JsonWriter(IBufferWriter<byte> output)
{
    /// <summary>Puts <paramref name="bytes"/> as they are.</summary>
    public void Raw(ReadOnlySpan<byte> bytes) => output.Write(bytes);

    /// <summary>A number, as <see cref="PythonNumber"/> writes it.</summary>
    public void Number(double number)
    {
        Span<char> text = stackalloc char[PythonNumber.MaxLength];
        var length = PythonNumber.Write(number, text);
        Encoding.UTF8.GetBytes(text[..length], output);
    }

    /// <summary>A whole number.</summary>
    public void Integer(long number)
    {
        var span = output.GetSpan(20);
        number.TryFormat(span, out var written);
        output.Advance(written);
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public void Boolean(bool value) => Raw(value ? "true"u8 : "false"u8);

    /// <summary>A text in quotes, in UTF-8. Only quotes, backslashes, control characters, and surrogates that stand alone, are escaped.</summary>
    public void String(ReadOnlySpan<char> text)
    {
        Raw("\""u8);
        while (!text.IsEmpty)
        {
            var plain = PlainLength(text);
            Encoding.UTF8.GetBytes(text[..plain], output);
            if (plain < text.Length)
                Escape(text[plain++]);
            text = text[plain..];
        }

        Raw("\""u8);
    }

    /// <summary>A text in quotes, in ASCII: everything else is escaped, unit by unit.</summary>
    public void AsciiString(ReadOnlySpan<char> text)
    {
        Raw("\""u8);
        while (!text.IsEmpty)
        {
            var plain = 0;
            while (plain < text.Length && text[plain] is >= ' ' and <= '~' and not '"' and not '\\')
                plain++;
            Encoding.UTF8.GetBytes(text[..plain], output);
            if (plain < text.Length)
                Escape(text[plain++]);
            text = text[plain..];
        }

        Raw("\""u8);
    }

    /// <summary>A text in quotes, or <c>null</c>.</summary>
    public void StringOrNull(string? text)
    {
        if (text is null)
            Raw("null"u8);
        else
            String(text);
    }

    static int PlainLength(ReadOnlySpan<char> text)
    {
        var i = 0;
        while (i < text.Length)
        {
            var character = text[i];
            if (character is < ' ' or '"' or '\\')
                return i;
            if (!char.IsSurrogate(character))
                i++;
            else if (i + 1 < text.Length && char.IsSurrogatePair(character, text[i + 1]))
                i += 2;
            else
                return i;
        }

        return i;
    }

    void Escape(char character)
    {
        switch (character)
        {
            case '"':
                Raw("\\\""u8);
                break;
            case '\\':
                Raw("\\\\"u8);
                break;
            case '\b':
                Raw("\\b"u8);
                break;
            case '\f':
                Raw("\\f"u8);
                break;
            case '\n':
                Raw("\\n"u8);
                break;
            case '\r':
                Raw("\\r"u8);
                break;
            case '\t':
                Raw("\\t"u8);
                break;
            default:
                Raw("\\u"u8);
                var span = output.GetSpan(4);
                ((int)character).TryFormat(span, out var written, "x4");
                output.Advance(written);
                break;
        }
    }
}
