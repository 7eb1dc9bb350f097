namespace Spam.Tests.Cassandra.Double.Cql;

/// <summary>ALTER TABLE: columns added or dropped.</summary>
sealed record AlterTableStatement(TableName Table, IReadOnlyList<(string Name, string Type)> Added, IReadOnlyList<string> Dropped) : Statement;
