namespace Spam.Tests.Cassandra.Double.Cql;

/// <summary><c>column operator value</c>; IN has several values, or one marker for the list.</summary>
sealed record Condition(string Column, string Operator, IReadOnlyList<Term> Values, bool OnToken = false);
