using Spam.Tests.Cassandra.Double.Cql;

namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>A statement whose names are found in the schema: what PREPARE answers, and what is carried out.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Table">Its table, where it has one.</param>
/// <param name="Markers">What is to be bound.</param>
/// <param name="KeyIndices">Which markers give the partition key.</param>
/// <param name="Result">The columns of its result, or null where it has no rows.</param>
sealed record Plan(Statement Statement, Table? Table, ColumnSpec[] Markers, int[] KeyIndices, ColumnSpec[]? Result)
{
    /// <summary>The words that it was prepared from.</summary>
    public string Text { get; init; } = "";

    /// <summary>Whether its own words name the keyspace.</summary>
    public bool IsQualified => Statement switch
    {
        SelectStatement select => select.From.Keyspace is not null,
        ModificationStatement change => change.Table.Keyspace is not null,
        _ => false,
    };
}
