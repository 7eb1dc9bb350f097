namespace Spam.Tests.Cassandra.Double.Cql;

/// <summary><c>?</c> or <c>:name</c>: the value bound at that place.</summary>
sealed record MarkerTerm(int Index, string? Name) : Term;
