using System.Globalization;

namespace Spam.Web.Json;

/// <summary>Writes floating-point numbers as Python's <c>repr</c> does: <c>1.0</c>, <c>0.14064905047416687</c>, <c>1e-05</c>, <c>1e+16</c>.</summary>
static class PythonNumber
{
    /// <summary>Room for any number.</summary>
    public const int MaxLength = 32;

    /// <summary>The number as text.</summary>
    public static string ToText(double number)
    {
        Span<char> text = stackalloc char[MaxLength];
        return text[..Write(number, text)].ToString();
    }

    /// <summary>Writes <paramref name="number"/> into <paramref name="text"/>, which has room for <see cref="MaxLength"/>.</summary>
    /// <returns>How many characters it took.</returns>
    public static int Write(double number, Span<char> text)
    {
        if (!double.IsFinite(number))
            return Copy(double.IsNaN(number) ? "nan" : number > 0 ? "inf" : "-inf", text);

        // .NET finds the same shortest digits; only where the point and the exponent stand differs.
        Span<char> shortest = stackalloc char[MaxLength];
        number.TryFormat(shortest, out var length, "R", CultureInfo.InvariantCulture);
        var source = (ReadOnlySpan<char>)shortest[..length];
        var written = 0;
        if (source[0] == '-')
        {
            text[written++] = '-';
            source = source[1..];
        }

        Span<char> digits = stackalloc char[MaxLength];
        var (count, exponent) = Digits(source, digits);
        return written + (exponent is < -4 or >= 16
            ? Scientific(digits[..count], exponent, text[written..])
            : Fixed(digits[..count], exponent, text[written..]));
    }

    // The digits without leading and trailing zeros, and the power of ten of the first.
    static (int Count, int Exponent) Digits(ReadOnlySpan<char> source, Span<char> digits)
    {
        var exponent = 0;
        if (source.IndexOf('E') is >= 0 and var mark)
        {
            exponent = int.Parse(source[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            source = source[..mark];
        }

        var point = source.IndexOf('.') is >= 0 and var dot ? dot : source.Length;
        exponent += point - 1;
        var count = 0;
        foreach (var character in source)
        {
            if (character == '.')
                continue;
            if (count == 0 && character == '0')
                exponent--;
            else
                digits[count++] = character;
        }

        if (count == 0)
            return (0, 0);
        while (digits[count - 1] == '0')
            count--;
        return (count, exponent);
    }

    static int Fixed(ReadOnlySpan<char> digits, int exponent, Span<char> text)
    {
        var written = 0;
        if (exponent < 0)
        {
            text[written++] = '0';
        }
        else
        {
            for (var i = 0; i <= exponent; i++)
                text[written++] = i < digits.Length ? digits[i] : '0';
        }

        text[written++] = '.';
        var fraction = digits[Math.Min(digits.Length, Math.Max(0, exponent + 1))..];
        if (exponent < 0)
        {
            for (var i = exponent + 1; i < 0; i++)
                text[written++] = '0';
        }

        if (fraction.IsEmpty)
            text[written++] = '0';
        fraction.CopyTo(text[written..]);
        return written + fraction.Length;
    }

    static int Scientific(ReadOnlySpan<char> digits, int exponent, Span<char> text)
    {
        var written = 0;
        text[written++] = digits[0];
        if (digits.Length > 1)
        {
            text[written++] = '.';
            digits[1..].CopyTo(text[written..]);
            written += digits.Length - 1;
        }

        text[written++] = 'e';
        text[written++] = exponent < 0 ? '-' : '+';
        Math.Abs(exponent).TryFormat(text[written..], out var length, "00", CultureInfo.InvariantCulture);
        return written + length;
    }

    static int Copy(string word, Span<char> text)
    {
        word.CopyTo(text);
        return word.Length;
    }
}
