namespace Spam.Tests.Cassandra.Double.Cql;

/// <summary>CREATE TABLE.</summary>
sealed record CreateTableStatement(
    TableName Table, bool IfNotExists, IReadOnlyList<(string Name, string Type, bool IsStatic)> Columns, IReadOnlyList<string> PartitionKey,
    IReadOnlyList<string> Clustering, IReadOnlySet<string> Descending, int DefaultTtl) : Statement;
