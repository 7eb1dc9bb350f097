using System.Globalization;

namespace Spam.Cassandra;

/// <summary>A day of the type <c>date</c>: all 2^32 of them, where <see cref="DateOnly"/> holds the years 1 to 9999.</summary>
/// <param name="DaysFromEpoch">Days after 1970-01-01; negative before.</param>
public readonly record struct CqlDate(int DaysFromEpoch) : IComparable<CqlDate>
{
    static readonly int _epoch = new DateOnly(1970, 1, 1).DayNumber;

    /// <summary>The same day, from the platform's type.</summary>
    public static CqlDate From(DateOnly date) => new(date.DayNumber - _epoch);

    /// <summary>The same day in the platform's type.</summary>
    /// <exception cref="OverflowException">The day lies outside the years 1 to 9999.</exception>
    public DateOnly ToDateOnly()
    {
        var day = (long)DaysFromEpoch + _epoch;
        return day >= 0 && day <= DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber((int)day)
            : throw new OverflowException($"The day {DaysFromEpoch} after 1970-01-01 lies outside the years 1 to 9999 of DateOnly. Read it as CqlDate.");
    }

    /// <inheritdoc/>
    public int CompareTo(CqlDate other) => DaysFromEpoch.CompareTo(other.DaysFromEpoch);

    /// <summary>Days after 1970-01-01.</summary>
    public override string ToString() => DaysFromEpoch.ToString(CultureInfo.InvariantCulture);
}
