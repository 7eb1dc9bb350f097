namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>What a column is for.</summary>
enum ColumnKind
{
    PartitionKey,
    Clustering,
    Static,
    Regular,
}
