namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>A statement is prepared under that id.</summary>
sealed record PreparedResult(byte[] Id, Plan Plan) : Result;
