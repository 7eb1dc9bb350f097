using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>A column of a table; <paramref name="Position"/> counts within the key that it belongs to.</summary>
sealed record Column(string Name, CqlType Type, ColumnKind Kind, int Position = -1, bool Descending = false)
{
    public bool IsKey => Kind is ColumnKind.PartitionKey or ColumnKind.Clustering;
}
