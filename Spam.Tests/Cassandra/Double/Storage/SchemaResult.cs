namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>The schema changed.</summary>
sealed record SchemaResult(SchemaChange Change) : Result;
