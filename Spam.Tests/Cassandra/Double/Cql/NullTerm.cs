namespace Spam.Tests.Cassandra.Double.Cql;

/// <summary><c>null</c>.</summary>
sealed record NullTerm : Term;
