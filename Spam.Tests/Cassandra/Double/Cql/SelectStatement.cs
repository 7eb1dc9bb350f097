namespace Spam.Tests.Cassandra.Double.Cql;

/// <summary>SELECT.</summary>
sealed record SelectStatement(
    TableName From, IReadOnlyList<Selector> Selectors, IReadOnlyList<Condition> Where, IReadOnlyList<(string Column, bool Descending)> OrderBy,
    Term? Limit, bool AllowFiltering) : Statement;
