namespace Spam.Tests.Cassandra.Double.Cql;

/// <summary>What SELECT wants: a column, or <c>count</c>, <c>ttl</c>, <c>writetime</c>, <c>token</c> of columns; <c>*</c> is the column of that name.</summary>
sealed record Selector(string? Function, IReadOnlyList<string> Columns, string? Alias);
