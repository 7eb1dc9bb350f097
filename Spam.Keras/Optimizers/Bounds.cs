using System.Globalization;

namespace Spam.Keras.Optimizers;

/// <summary>Hands on the options that are within their bounds, and refuses the others in the name of the object they were given to.</summary>
static class Bounds
{
    internal static double NotNegative(string owner, double value, string option)
        => Checked(value >= 0 && double.IsFinite(value), owner, value, option, "a finite number of 0 or more");

    internal static double? NotNegative(string owner, double? value, string option)
        => value is { } number ? NotNegative(owner, number, option) : null;

    internal static double NotPositive(string owner, double value, string option)
        => Checked(value <= 0 && double.IsFinite(value), owner, value, option, "a finite number of 0 or less");

    internal static double Positive(string owner, double value, string option)
        => Checked(value > 0 && double.IsFinite(value), owner, value, option, "a finite number above 0");

    /// <summary>A share, 0 to 1.</summary>
    internal static double Share(string owner, double value, string option)
        => Checked(value is >= 0 and <= 1, owner, value, option, "a number from 0 to 1");

    /// <summary>A share of a mean that has to leave its start: below 1.</summary>
    internal static double ShareBelowOne(string owner, double value, string option)
        => Checked(value is >= 0 and < 1, owner, value, option, "a number from 0 to below 1");

    /// <summary>The number with a point, whatever the machine's language.</summary>
    internal static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc cref="Text(double)"/>
    internal static string Text(float value) => value.ToString(CultureInfo.InvariantCulture);

    static double Checked(bool isWithin, string owner, double value, string option, string expected)
        => isWithin ? value : throw new KerasException($"{owner} got {option} {Text(value)}; give {expected}.");
}
