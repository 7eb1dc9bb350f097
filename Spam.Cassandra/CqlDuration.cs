namespace Spam.Cassandra;

/// <summary>A length of time of the type <c>duration</c>. Months and days have no fixed length, so they stay apart.</summary>
/// <param name="Months">Months.</param>
/// <param name="Days">Days.</param>
/// <param name="Nanoseconds">Nanoseconds. Cassandra wants all three of one sign.</param>
public readonly record struct CqlDuration(int Months, int Days, long Nanoseconds);
