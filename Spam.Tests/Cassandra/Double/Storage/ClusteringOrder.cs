using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>The order of rows in a partition. A shorter key (a prefix) stands before what it begins.</summary>
sealed class ClusteringOrder(IReadOnlyList<Column> columns) : IComparer<byte[][]>
{
    public int Compare(byte[][]? left, byte[][]? right)
    {
        var common = Math.Min(left!.Length, right!.Length); // no row is without a clustering key, though it may be of no columns
        for (var i = 0; i < common; i++)
        {
            var compared = Ordering.Compare(columns[i].Type, left[i], right[i]);
            if (compared != 0)
                return columns[i].Descending ? -compared : compared;
        }

        return left.Length.CompareTo(right.Length);
    }
}
