namespace Spam.Tests.Cassandra.Double.Cql;

/// <summary>What stands for a value.</summary>
abstract record Term;
