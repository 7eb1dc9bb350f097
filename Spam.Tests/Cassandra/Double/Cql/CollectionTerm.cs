namespace Spam.Tests.Cassandra.Double.Cql;

/// <summary><c>[a, b]</c>, <c>{a, b}</c>, <c>{a: b}</c> (keys and values in turn) or <c>(a, b)</c>.</summary>
sealed record CollectionTerm(char Open, bool HasPairs, IReadOnlyList<Term> Items) : Term;
