namespace Spam.Tests.Cassandra.Double.Cql;

/// <summary>DROP KEYSPACE, TABLE or TYPE (<paramref name="Target"/>).</summary>
sealed record DropStatement(string Target, TableName Name, bool IfExists) : Statement;
