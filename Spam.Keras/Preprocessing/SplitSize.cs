using System.Globalization;

namespace Spam.Keras.Preprocessing;

/// <summary>
/// The size of one part of a split: a fraction of the rows (a <see cref="double"/>) or a number of rows (an <see cref="int"/>).
/// </summary>
public readonly record struct SplitSize
{
    SplitSize(double value, bool isFraction) => (Value, IsFraction) = (value, isFraction);

    /// <summary>The fraction or the number of rows.</summary>
    public double Value { get; }

    /// <summary>Whether <see cref="Value"/> is a fraction of the rows.</summary>
    public bool IsFraction { get; }

    /// <summary>A fraction of the rows, between 0 and 1.</summary>
    public static SplitSize Fraction(double fraction) => new(fraction, isFraction: true);

    /// <summary>A number of rows.</summary>
    public static SplitSize Rows(int rows) => new(rows, isFraction: false);

    /// <inheritdoc cref="Fraction"/>
    public static implicit operator SplitSize(double fraction) => Fraction(fraction);

    /// <inheritdoc cref="Rows"/>
    public static implicit operator SplitSize(int rows) => Rows(rows);

    /// <summary>As Python prints it: <c>0.33</c>, <c>1.0</c> as a fraction, <c>1</c> as a number of rows.</summary>
    public override string ToString()
    {
        var digits = Value.ToString("R", CultureInfo.InvariantCulture);
        return IsFraction && Value == Math.Floor(Value) && !digits.Contains('E') ? $"{digits}.0" : digits;
    }
}
