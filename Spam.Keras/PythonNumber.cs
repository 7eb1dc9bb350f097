using System.Globalization;

namespace Spam.Keras;

/// <summary>Numbers as Python prints them.</summary>
static class PythonNumber
{
    /// <summary>The shortest text that reads back as the same number: <c>0.1</c>, <c>1e-05</c>, <c>1.0</c>, <c>nan</c>.</summary>
    public static string Repr(double value)
    {
        if (double.IsNaN(value))
            return "nan";
        if (double.IsInfinity(value))
            return value > 0 ? "inf" : "-inf";

        // .NET finds the same digits; Python changes to an exponent below 1e-4 and from 1e16 on, and writes at least two digits of it.
        var text = value.ToString("E16", CultureInfo.InvariantCulture);
        var exponent = int.Parse(text[(text.IndexOf('E', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var digits = Digits(shortest, out var isNegative);
        var sign = isNegative ? "-" : "";
        if (value == 0)
            return sign + "0.0";
        if (exponent is >= -4 and < 16)
            return sign + Fixed(digits, exponent);

        var fraction = digits.Length > 1 ? "." + digits[1..] : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }

    /// <summary>The significant digits of a number, without point, exponent and zeros around them.</summary>
    static string Digits(string text, out bool isNegative)
    {
        isNegative = text.StartsWith('-');
        var mantissa = text.TrimStart('-');
        var end = mantissa.IndexOf('E', StringComparison.Ordinal);
        return (end < 0 ? mantissa : mantissa[..end]).Replace(".", "", StringComparison.Ordinal).TrimStart('0').TrimEnd('0') is { Length: > 0 } digits ? digits : "0";
    }

    static string Fixed(string digits, int exponent)
    {
        if (exponent < 0)
            return "0." + new string('0', -exponent - 1) + digits;
        var padded = digits.PadRight(exponent + 1, '0');
        return padded[..(exponent + 1)] + "." + (padded.Length > exponent + 1 ? padded[(exponent + 1)..] : "0");
    }
}
