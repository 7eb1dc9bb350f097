namespace Spam.Tests.Cassandra.Double.Cql;

/// <summary>CREATE KEYSPACE, or ALTER KEYSPACE where <paramref name="Alters"/>.</summary>
sealed record CreateKeyspaceStatement(string Name, bool IfNotExists, bool Alters, IReadOnlyDictionary<string, string>? Replication, bool? DurableWrites) : Statement;
