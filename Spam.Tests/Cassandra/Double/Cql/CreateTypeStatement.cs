namespace Spam.Tests.Cassandra.Double.Cql;

/// <summary>CREATE TYPE.</summary>
sealed record CreateTypeStatement(TableName Type, bool IfNotExists, IReadOnlyList<(string Name, string Type)> Fields) : Statement;
