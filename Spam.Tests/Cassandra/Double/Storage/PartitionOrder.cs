namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>Partitions by token, then by key.</summary>
sealed class PartitionOrder : IComparer<Partition>
{
    public static PartitionOrder Instance { get; } = new();

    public int Compare(Partition? left, Partition? right)
    {
        var compared = left!.Token.CompareTo(right!.Token); // the set holds no null
        return compared != 0 ? compared : left.Packed.AsSpan().SequenceCompareTo(right.Packed);
    }
}
