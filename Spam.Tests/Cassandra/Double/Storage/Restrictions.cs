using Spam.Tests.Cassandra.Double.Cql;
using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>The conditions of one WHERE, with their values: which partitions, which rows.</summary>
sealed class Restrictions
{
    readonly Table _table;
    readonly List<(Column Column, string Operator, byte[][] Values)> _conditions = [];
    readonly List<(string Operator, long Token)> _tokens = [];

    public Restrictions(Table table, IReadOnlyList<Condition> where, Values values)
    {
        _table = table;
        foreach (var condition in where)
        {
            var column = table.Column(condition.Column);
            if (condition.OnToken)
            {
                var token = values.Of(condition.Values[0], CqlType.Bigint, "partition key token").Bytes ?? throw ServerError.Invalid("Invalid null token value");
                _tokens.Add((condition.Operator, System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(token)));
                continue;
            }

            _conditions.Add((column, condition.Operator, ValuesOf(condition, column, values)));
        }

        var keys = table.PartitionKey.Select(Given).ToArray();
        Keys = keys.Contains(null) ? null : [.. Product(keys)];
    }

    /// <summary>The partition keys, or null where not all of the key is given.</summary>
    public List<byte[][]>? Keys { get; }

    public bool IsOnToken => _tokens.Count > 0;

    /// <summary>Whether it names partitions and nothing in them.</summary>
    public bool IsWholePartition => _conditions.All(condition => condition.Column.Kind == ColumnKind.PartitionKey);

    /// <summary>The names of key columns without a value.</summary>
    public IEnumerable<string> Missing(IEnumerable<Column> columns) => columns.Where(column => Given(column) is null).Select(column => column.Name);

    /// <summary>The clustering keys, or null where not all of it is given.</summary>
    public List<byte[][]>? Clusterings()
    {
        var parts = _table.Clustering.Select(Given).ToArray();
        return parts.Contains(null) ? null : [.. Product(parts)];
    }

    /// <summary>Refuses what would have to look at more rows than the key allows.</summary>
    public void RefuseFiltering()
    {
        var closed = Keys is null;
        if (Keys is null && _conditions.Count > 0)
            throw Filtering();
        foreach (var column in _table.Clustering)
        {
            var here = _conditions.Where(condition => condition.Column == column).ToArray();
            if (here.Length > 0 && closed)
            {
                var before = _table.Clustering[column.Position - 1].Name;
                throw ServerError.Invalid($"PRIMARY KEY column \"{column.Name}\" cannot be restricted as preceding column \"{before}\" is not restricted");
            }

            closed |= here.Length == 0 || here.Any(condition => condition.Operator is not ("=" or "in"));
        }

        if (_conditions.Any(condition => !condition.Column.IsKey))
            throw Filtering();
    }

    public bool Holds(long token) => _tokens.All(condition => Compare(condition.Operator, token.CompareTo(condition.Token)));

    /// <summary>Whether the conditions hold for a row.</summary>
    public bool Hold(Partition partition, Row? row, DateTimeOffset now)
    {
        foreach (var (column, sign, values) in _conditions)
        {
            if (column.Kind == ColumnKind.PartitionKey && Keys is not null)
                continue;
            if (Selection.Value(column, partition, row, now) is not { } cell || !Holds(column, sign, cell, values))
                return false;
        }

        return true;
    }

    public static bool Holds(Column column, string sign, byte[] cell, byte[][] values)
        => sign == "in" ? values.Any(value => Ordering.Compare(column.Type, cell, value) == 0) : Compare(sign, Ordering.Compare(column.Type, cell, values[0]));

    static bool Compare(string sign, int compared) => sign switch
    {
        "=" => compared == 0,
        "!=" => compared != 0,
        "<" => compared < 0,
        ">" => compared > 0,
        "<=" => compared <= 0,
        _ => compared >= 0,
    };

    static byte[][] ValuesOf(Condition condition, Column column, Values values)
    {
        if (condition is { Operator: "in", Values: [MarkerTerm list] })
        {
            var type = new CqlType(TypeId.List, column.Type);
            return [.. Validation.Elements(type, Required(values.Of(list, type, column.Name), column))];
        }

        return [.. condition.Values.Select(value => Required(values.Of(value, column.Type, column.Name), column))];
    }

    static byte[] Required(Bound value, Column column)
        => value.Bytes ?? throw ServerError.Invalid(value.IsUnset ? $"Invalid unset value for column {column.Name}" : $"Invalid null value in condition for column {column.Name}");

    byte[][]? Given(Column column)
    {
        var at = _conditions.FindIndex(condition => condition.Column == column && (condition.Operator is "=" or "in"));
        return at < 0 ? null : _conditions[at].Values;
    }

    static IEnumerable<byte[][]> Product(byte[][]?[] parts) => parts.Aggregate<byte[][]?, IEnumerable<byte[][]>>(
        [[]], (keys, values) => keys.SelectMany(key => values!.Select(value => (byte[][])[.. key, value]))); // the callers looked for nulls

    static ServerError Filtering() => ServerError.Invalid(
        "Cannot execute this query as it might involve data filtering and thus may have unpredictable performance. "
        + "If you want to execute this query despite the performance unpredictability, use ALLOW FILTERING");
}
