namespace Spam.Tests.Cassandra.Double.Cql;

/// <summary>INSERT.</summary>
sealed record InsertStatement(TableName Table, IReadOnlyList<string> Columns, IReadOnlyList<Term> Values) : ModificationStatement(Table);
