namespace Spam.Tests.Cassandra.Double.Cql;

/// <summary>DELETE of rows, or of columns of them.</summary>
sealed record DeleteStatement(TableName Table, IReadOnlyList<string> Columns, IReadOnlyList<Condition> Where) : ModificationStatement(Table);
