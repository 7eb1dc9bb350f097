namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>It is done.</summary>
sealed record VoidResult : Result;
