namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>All rows of one partition key, in clustering order.</summary>
sealed class Partition(byte[][] key, byte[] packed, IComparer<byte[][]> order)
{
    public byte[][] Key { get; } = key;

    /// <summary>The key as one run of bytes.</summary>
    public byte[] Packed { get; } = packed;

    public long Token { get; } = Murmur3.Token(packed);

    public List<Row> Rows { get; } = [];

    /// <summary>The static columns.</summary>
    public Row Static { get; } = new([]);

    /// <summary>Where a clustering key stands, or the complement of where it would.</summary>
    public int Find(byte[][] clustering)
    {
        var (low, high) = (0, Rows.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var compared = order.Compare(Rows[middle].Clustering, clustering);
            if (compared == 0)
                return middle;
            if (compared < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }

    /// <summary>The row of that key, made where there is none.</summary>
    public Row At(byte[][] clustering)
    {
        var at = Rows.Count > 0 && order.Compare(Rows[^1].Clustering, clustering) < 0 ? ~Rows.Count : Find(clustering);
        if (at >= 0)
            return Rows[at];
        var row = new Row(clustering);
        Rows.Insert(~at, row);
        return row;
    }
}
