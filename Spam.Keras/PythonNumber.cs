using System.Globalization;

namespace Spam.Keras;

/// <summary>Numbers as Python prints them.</summary>
static class PythonNumber
{
    /// <summary>
    /// The shortest text that reads back as the same double: <c>0.2</c>, <c>1.0</c>, <c>1e-07</c>, <c>nan</c>. Exponents are written below
    /// 1e-4 and from 1e16 on, with two digits at least.
    /// </summary>
    public static string Repr(double value)
    {
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";

        var (digits, exponent) = Split(value.ToString("R", CultureInfo.InvariantCulture));
        var sign = double.IsNegative(value) ? "-" : "";
        if (exponent is < -4 or >= 16)
        {
            var fraction = digits.Length > 1 ? $".{digits[1..]}" : "";
            return $"{sign}{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
        }

        if (exponent < 0)
            return $"{sign}0.{new string('0', -exponent - 1)}{digits}";

        var whole = digits.Length > exponent + 1 ? digits[..(exponent + 1)] : digits.PadRight(exponent + 1, '0');
        return $"{sign}{whole}.{(digits.Length > exponent + 1 ? digits[(exponent + 1)..] : "0")}";
    }

    // The digits of d.ddd and its exponent of ten, from what .NET prints: the shortest digits that give the same double, as Python's.
    static (string Digits, int Exponent) Split(string number)
    {
        var parts = number.TrimStart('-').Split('E');
        var (whole, fraction) = parts[0].Split('.') is [var before, var after] ? (before, after) : (parts[0], "");
        var all = whole + fraction;
        var digits = all.TrimStart('0');
        var exponent = whole.Length - (all.Length - digits.Length) - 1 + (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
        digits = digits.TrimEnd('0');
        return digits.Length == 0 ? ("0", 0) : (digits, exponent);
    }
}
