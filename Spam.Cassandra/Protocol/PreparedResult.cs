using Cassandra;

namespace Spam.Cassandra.Protocol;

/// <summary>A statement was prepared.</summary>
/// <param name="id">By which it is executed.</param>
/// <param name="variables">What is to be bound.</param>
/// <param name="keyIndexes">Which variables make the partition key, in its order; empty where they do not make it whole.</param>
/// <param name="columns">The result's columns; null where there are none.</param>
sealed class PreparedResult(byte[] id, RowSetMetadata variables, int[] keyIndexes, RowSetMetadata? columns) : Response
{
    public byte[] Id => id;

    public RowSetMetadata Variables => variables;

    public int[] KeyIndexes => keyIndexes;

    public RowSetMetadata? Columns => columns;
}
