namespace Spam.Tests.Cassandra.Double.Cql;

/// <summary>TRUNCATE.</summary>
sealed record TruncateStatement(TableName Table) : Statement;
