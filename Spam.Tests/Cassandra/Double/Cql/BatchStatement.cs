namespace Spam.Tests.Cassandra.Double.Cql;

/// <summary>BEGIN … APPLY BATCH.</summary>
sealed record BatchStatement(byte Kind, IReadOnlyList<ModificationStatement> Statements, Term? Timestamp) : Statement;
