namespace Spam.Tests.Cassandra.Double.Cql;

/// <summary>A table, with its keyspace where the statement says it.</summary>
sealed record TableName(string? Keyspace, string Name);
