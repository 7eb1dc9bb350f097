using System.Globalization;

namespace Spam.Cassandra;

/// <summary>A time of day of the type <c>time</c>, in nanoseconds, where <see cref="TimeOnly"/> counts hundreds of them.</summary>
/// <param name="Nanoseconds">Since midnight.</param>
public readonly record struct CqlTime(long Nanoseconds) : IComparable<CqlTime>
{
    const long PerTick = 100;

    /// <summary>The same time, from the platform's type.</summary>
    public static CqlTime From(TimeOnly time) => new(time.Ticks * PerTick);

    /// <summary>The time in the platform's type, cut to 100 ns.</summary>
    /// <exception cref="OverflowException">It is no time of a day.</exception>
    public TimeOnly ToTimeOnly()
        => Nanoseconds >= 0 && Nanoseconds / PerTick < TimeSpan.TicksPerDay
            ? new(Nanoseconds / PerTick)
            : throw new OverflowException($"{Nanoseconds} ns after midnight is no time of a day. Read it as CqlTime.");

    /// <inheritdoc/>
    public int CompareTo(CqlTime other) => Nanoseconds.CompareTo(other.Nanoseconds);

    /// <summary>Nanoseconds since midnight.</summary>
    public override string ToString() => Nanoseconds.ToString(CultureInfo.InvariantCulture);
}
