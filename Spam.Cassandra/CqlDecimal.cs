using System.Numerics;

namespace Spam.Cassandra;

/// <summary>A number of the type <c>decimal</c> of any size and scale: <c>Unscaled * 10^-Scale</c>.</summary>
/// <param name="Unscaled">The digits.</param>
/// <param name="Scale">Digits after the point; negative for zeros before it.</param>
public readonly record struct CqlDecimal(BigInteger Unscaled, int Scale)
{
    const int MaxScale = 28; // of System.Decimal

    /// <summary>The same number with the same scale, from the platform's type.</summary>
    public static CqlDecimal From(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var unscaled = new BigInteger((uint)parts[2]) << 64 | new BigInteger((uint)parts[1]) << 32 | (uint)parts[0];
        return new(parts[3] < 0 ? -unscaled : unscaled, parts[3] >> 16 & 0xFF);
    }

    /// <summary>The same number in the platform's type.</summary>
    /// <exception cref="OverflowException">It has more than 28 digits after the point or does not fit in 96 bits.</exception>
    public decimal ToDecimal()
    {
        if (Scale is < -MaxScale or > MaxScale)
            throw new OverflowException($"A decimal of scale {Scale} does not fit System.Decimal, whose scale goes to {MaxScale}. Read it as CqlDecimal.");

        var unscaled = Scale < 0 ? Unscaled * BigInteger.Pow(10, -Scale) : Unscaled;
        var digits = BigInteger.Abs(unscaled);
        if (digits >> 96 != BigInteger.Zero)
            throw new OverflowException("A decimal of more than 96 bits does not fit System.Decimal. Read it as CqlDecimal.");

        var low = (uint)(digits & uint.MaxValue);
        var middle = (uint)(digits >> 32 & uint.MaxValue);
        var high = (uint)(digits >> 64);
        return new((int)low, (int)middle, (int)high, unscaled.Sign < 0, (byte)Math.Max(Scale, 0));
    }
}
