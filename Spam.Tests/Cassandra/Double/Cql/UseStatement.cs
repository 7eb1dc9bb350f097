namespace Spam.Tests.Cassandra.Double.Cql;

/// <summary>USE.</summary>
sealed record UseStatement(string Keyspace) : Statement;
