namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>The connection's keyspace is another.</summary>
sealed record KeyspaceResult(string Keyspace) : Result;
