namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>What a schema statement did: CREATED, UPDATED or DROPPED a KEYSPACE, TABLE or TYPE.</summary>
sealed record SchemaChange(string Change, string Target, string Keyspace, string Name);
