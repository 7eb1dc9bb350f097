using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>A table and what it holds.</summary>
sealed class Table
{
    readonly Dictionary<byte[], Partition> _byKey = new(KeyEquality.Instance);
    readonly SortedSet<Partition> _byToken = new(PartitionOrder.Instance);
    readonly Dictionary<string, Column> _byName;
    readonly ClusteringOrder _order;

    public Table(string keyspace, string name, IEnumerable<Column> columns, int defaultTtl = 0)
    {
        (Keyspace, Name, DefaultTtl) = (keyspace, name, defaultTtl);
        Columns = [.. columns.OrderBy(column => column.Kind).ThenBy(column => column.Position).ThenBy(column => column.Name, StringComparer.Ordinal)];
        PartitionKey = [.. Columns.Where(column => column.Kind == ColumnKind.PartitionKey)];
        Clustering = [.. Columns.Where(column => column.Kind == ColumnKind.Clustering)];
        _byName = Columns.ToDictionary(column => column.Name);
        _order = new(Clustering);
    }

    public string Keyspace { get; }

    public string Name { get; }

    public Guid Id { get; } = Guid.NewGuid();

    /// <summary>Seconds that a row lives where the statement does not say; 0 is for ever.</summary>
    public int DefaultTtl { get; }

    /// <summary>The partition key, the clustering key, then the others by name.</summary>
    public IReadOnlyList<Column> Columns { get; }

    public IReadOnlyList<Column> PartitionKey { get; }

    public IReadOnlyList<Column> Clustering { get; }

    public bool IsCounter => Columns.Any(column => column.Type.Id == TypeId.Counter);

    /// <summary>Partitions in the order of their tokens.</summary>
    public IEnumerable<Partition> Partitions => _byToken;

    public Column Column(string name)
        => _byName.GetValueOrDefault(name) ?? throw ServerError.Invalid($"Undefined column name {name} in table {Keyspace}.{Name}");

    public Partition? Find(byte[] packed) => _byKey.GetValueOrDefault(packed);

    /// <summary>The partition of that key, made where there is none.</summary>
    public Partition At(byte[][] key)
    {
        var packed = Pack(key);
        if (!_byKey.TryGetValue(packed, out var partition))
        {
            partition = new(key, packed, _order);
            _byKey.Add(packed, partition);
            _byToken.Add(partition);
        }

        return partition;
    }

    public void Truncate()
    {
        _byKey.Clear();
        _byToken.Clear();
    }

    /// <summary>Writes a row from a value for each column, as the server itself fills its own tables.</summary>
    public void Fill(params byte[]?[] values)
    {
        var row = At([.. values.Take(PartitionKey.Count).Select(value => value!)]) // a key is never null
            .At([.. values.Skip(PartitionKey.Count).Take(Clustering.Count).Select(value => value!)]);
        row.Mark(new([], 0, 0, default));
        for (var i = PartitionKey.Count + Clustering.Count; i < Columns.Count; i++)
            row.Put(Columns[i].Name, new(values[i], 0, 0, default));
    }

    /// <summary>This table with other columns, and what it holds of those that stay.</summary>
    public Table With(IEnumerable<Column> columns)
    {
        var altered = new Table(Keyspace, Name, columns, DefaultTtl);
        foreach (var (packed, partition) in _byKey)
        {
            altered._byKey.Add(packed, partition);
            altered._byToken.Add(partition);
        }

        return altered;
    }

    /// <summary>A partition key as one run of bytes: alone as it is; several each with their length before and a zero behind.</summary>
    public static byte[] Pack(byte[][] key)
    {
        if (key.Length == 1)
            return key[0];
        var writer = new WireWriter();
        foreach (var part in key)
            writer.ShortBytes(part).Byte(0);
        return writer.ToArray();
    }
}
