namespace Spam.Tests.Cassandra.Double.Cql;

/// <summary>A function of the server: <c>now()</c>.</summary>
sealed record CallTerm(string Function, IReadOnlyList<Term> Arguments) : Term;
