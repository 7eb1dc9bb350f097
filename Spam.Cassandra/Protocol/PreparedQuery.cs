using Cassandra;

namespace Spam.Cassandra.Protocol;

/// <summary>What a server knows a prepared statement by.</summary>
/// <param name="Id">The id, which every node of a cluster computes alike.</param>
/// <param name="Query">The text.</param>
/// <param name="Keyspace">The keyspace that the connection used; null for none.</param>
/// <param name="Variables">What is to be bound.</param>
/// <param name="KeyIndexes">Which variables make the partition key.</param>
sealed record PreparedQuery(byte[] Id, string Query, string? Keyspace, RowSetMetadata Variables, int[] KeyIndexes);
