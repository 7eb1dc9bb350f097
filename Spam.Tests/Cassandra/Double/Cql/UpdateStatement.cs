namespace Spam.Tests.Cassandra.Double.Cql;

/// <summary>UPDATE.</summary>
sealed record UpdateStatement(TableName Table, IReadOnlyList<Assignment> Assignments, IReadOnlyList<Condition> Where) : ModificationStatement(Table);
