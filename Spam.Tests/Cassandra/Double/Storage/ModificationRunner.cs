using System.Buffers.Binary;
using Spam.Tests.Cassandra.Double.Cql;
using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>Carries out INSERT, UPDATE and DELETE.</summary>
sealed class ModificationRunner(FakeStorage storage, KeyRules rules)
{
    long _lastTimestamp;

    /// <summary>Microseconds; never the same twice.</summary>
    public long NextTimestamp()
        => _lastTimestamp = Math.Max(_lastTimestamp + 1, (storage.Clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);

    /// <summary>The partition keys that it changes, in one run of bytes each.</summary>
    public List<byte[]> Partitions(Plan plan, Values values) => [.. Targets(plan, values).Keys.Select(Table.Pack)];

    public Result Run(Plan plan, Values values, long? timestamp)
    {
        var change = (ModificationStatement)plan.Statement;
        if (!change.IsConditional)
        {
            Apply(plan, values, timestamp ?? NextTimestamp());
            return new VoidResult();
        }

        if (change.Timestamp is not null)
            throw ServerError.Invalid("Cannot provide custom timestamp for conditional updates");
        var refused = Refused(plan, values);
        if (refused is null)
            Apply(plan, values, NextTimestamp());
        return refused ?? Applied(plan.Table!); // a plan of a change has a table
    }

    public static RowsResult Applied(Table table) => new(table, [new("[applied]", CqlType.Boolean)], [[[1]]]);

    /// <summary>The answer where the statement's condition does not hold.</summary>
    public RowsResult? Refused(Plan plan, Values values)
    {
        var (change, table, now) = ((ModificationStatement)plan.Statement, plan.Table!, storage.Clock.GetUtcNow());
        var (keys, clusterings, _) = Targets(plan, values);
        var partition = table.Find(Table.Pack(keys[0]));
        var at = clusterings is null ? -1 : partition?.Find(clusterings[0]) ?? -1;
        var row = at >= 0 && partition!.Rows[at].IsLive(now) ? partition.Rows[at] : null;
        if (change.IfNotExists)
            return row is null ? null : NotApplied(table, table.Columns, partition!, row, now);
        if (change.IfExists)
            return row is not null ? null : new(table, [new("[applied]", CqlType.Boolean)], [[[0]]]);
        var columns = change.If.Select(condition => table.Column(condition.Column)).ToArray();
        var holds = true;
        for (var i = 0; i < columns.Length && holds; i++)
        {
            var cell = partition is null ? null : Selection.Value(columns[i], partition, row, now);
            var wanted = change.If[i].Values.Select(value => values.Of(value, columns[i].Type, columns[i].Name).Bytes).ToArray();
            holds = cell is null || wanted.Contains(null)
                ? change.If[i].Operator == "=" ? cell is null && wanted.Contains(null) : change.If[i].Operator == "!=" && cell is null != wanted.Contains(null)
                : Restrictions.Holds(columns[i], change.If[i].Operator, cell, wanted!); // none is null
        }

        if (holds)
            return null;
        return row is null && columns.All(column => column.Kind != ColumnKind.Static)
            ? new(table, [new("[applied]", CqlType.Boolean)], [[[0]]])
            : NotApplied(table, columns, partition!, row, now);
    }

    static RowsResult NotApplied(Table table, IReadOnlyList<Column> columns, Partition partition, Row? row, DateTimeOffset now) => new(
        table,
        [new("[applied]", CqlType.Boolean), .. columns.Select(column => new ColumnSpec(column.Name, column.Type))],
        [[[0], .. columns.Select(column => Selection.Value(column, partition, row, now))]]);

    /// <summary>Writes, whatever the condition says.</summary>
    public void Apply(Plan plan, Values values, long timestamp)
    {
        var (change, table, now) = ((ModificationStatement)plan.Statement, plan.Table!, storage.Clock.GetUtcNow());
        if (change.Timestamp is not null)
            timestamp = BinaryPrimitives.ReadInt64BigEndian(values.Of(change.Timestamp, CqlType.Bigint, "[timestamp]").Bytes ?? throw ServerError.Invalid("Invalid null value of timestamp"));
        var ttl = change is DeleteStatement ? 0 : Lifetime.Of(change, table, values, now);
        var writes = Writes(change, table, values);
        var (keys, clusterings, restrictions) = Targets(plan, values);
        foreach (var key in keys)
        {
            var partition = table.At(key);
            if (change is DeleteStatement { Columns.Count: 0 })
            {
                Delete(partition, clusterings, restrictions, timestamp, now);
                continue;
            }

            foreach (var clustering in clusterings ?? [])
            {
                var row = partition.At(clustering);
                if (change is InsertStatement)
                    row.Mark(new([], timestamp, ttl, now.AddSeconds(ttl)));
                Write(partition, row, writes, new(null, timestamp, ttl, now.AddSeconds(ttl)));
            }

            if (clusterings is null)
                Write(partition, partition.Static, writes, new(null, timestamp, ttl, now.AddSeconds(ttl)));
        }
    }

    static void Delete(Partition partition, List<byte[][]>? clusterings, Restrictions? restrictions, long timestamp, DateTimeOffset now)
    {
        foreach (var clustering in clusterings ?? [])
            partition.At(clustering).Delete(timestamp);
        if (clusterings is not null)
            return;
        foreach (var row in partition.Rows.Where(row => restrictions!.Hold(partition, row, now))) // DELETE has a WHERE
            row.Delete(timestamp);
        if (restrictions!.IsWholePartition)
            partition.Static.Delete(timestamp);
    }

    void Write(Partition partition, Row row, List<(Column Column, char Operator, byte[]? Value)> writes, Cell like)
    {
        foreach (var (column, sign, value) in writes)
        {
            var target = column.Kind == ColumnKind.Static ? partition.Static : row;
            var old = target.Live(column.Name, storage.Clock.GetUtcNow())?.Value;
            target.Put(column.Name, like with { Value = Combine(column, sign, old, value) });
        }
    }

    static byte[]? Combine(Column column, char sign, byte[]? old, byte[]? value)
    {
        if (column.Type.Id == TypeId.Counter)
        {
            var delta = BinaryPrimitives.ReadInt64BigEndian(value ?? throw ServerError.Invalid("Invalid null value for counter increment"));
            var sum = (old is null ? 0 : BinaryPrimitives.ReadInt64BigEndian(old)) + (sign == '-' ? -delta : delta);
            return new WireWriter().Long(sum).ToArray();
        }

        if (sign == '=' || value is null)
            return sign == '=' ? IsNothing(column.Type, value) ? null : value : old;
        if (sign == '-' || !column.Type.IsMulticell)
            throw ServerError.Invalid($"Invalid operation ({column.Name} = {column.Name} {sign} ?) for non counter column {column.Name}");
        if (old is null)
            return BinaryPrimitives.ReadInt32BigEndian(value) == 0 ? null : value;
        var joined = new WireWriter().Int(BinaryPrimitives.ReadInt32BigEndian(old) + BinaryPrimitives.ReadInt32BigEndian(value)).Raw(old.AsSpan(4)).Raw(value.AsSpan(4));
        return Values.Ordered(column.Type, joined.ToArray());
    }

    /// <summary>Whether it is stored as no cell at all: a collection without elements, a type's value without fields.</summary>
    static bool IsNothing(CqlType type, byte[]? value) => value is null
        || type.IsMulticell && BinaryPrimitives.ReadInt32BigEndian(value) == 0
        || type is { Id: TypeId.Udt, Frozen: false } && value.Length == 0;

    static List<(Column Column, char Operator, byte[]? Value)> Writes(ModificationStatement change, Table table, Values values)
    {
        var assignments = change switch
        {
            InsertStatement insert => insert.Columns.Select((column, i) => new Assignment(column, '=', insert.Values[i])),
            UpdateStatement update => update.Assignments,
            DeleteStatement delete => delete.Columns.Select(column => new Assignment(column, '=', new NullTerm())),
            _ => [],
        };
        var writes = new List<(Column, char, byte[]?)>();
        foreach (var assignment in assignments)
        {
            var column = table.Column(assignment.Column);
            if (column.IsKey && change is InsertStatement)
                continue;
            if (column.IsKey)
                throw ServerError.Invalid(change is UpdateStatement ? $"PRIMARY KEY part {column.Name} found in SET part" : $"Invalid identifier {column.Name} for deletion (should not be a PRIMARY KEY part)");
            if (column.Type.Id == TypeId.Counter && assignment.Operator == '=' && change is not DeleteStatement)
                throw ServerError.Invalid(change is InsertStatement ? "INSERT statements are not allowed on counter tables, use UPDATE instead" : $"Cannot set the value of counter column {column.Name} (counters can only be incremented/decremented, not set)");
            var value = values.Of(assignment.Value, column.Type, column.Name);
            if (!value.IsUnset)
                writes.Add((column, assignment.Operator, value.Bytes));
        }

        return writes;
    }

    /// <summary>Which partitions and which rows; no rows given: static columns, or all rows that the restrictions hold.</summary>
    (List<byte[][]> Keys, List<byte[][]>? Clusterings, Restrictions? Restrictions) Targets(Plan plan, Values values)
    {
        var table = plan.Table!; // a plan of a change has a table
        var where = plan.Statement switch
        {
            InsertStatement insert => [.. insert.Columns.Select((column, i) => (Column: table.Column(column), Value: insert.Values[i]))
                .Where(pair => pair.Column.IsKey).Select(pair => new Condition(pair.Column.Name, "=", [pair.Value]))],
            UpdateStatement update => update.Where,
            DeleteStatement delete => delete.Where,
            _ => (IReadOnlyList<Condition>)[],
        };
        var restrictions = new Restrictions(table, where, values);
        if (restrictions.Keys is null)
            throw ServerError.Invalid($"Some partition key parts are missing: {string.Join(", ", restrictions.Missing(table.PartitionKey))}");
        foreach (var key in restrictions.Keys)
            rules.Check(key, writes: true);
        var clusterings = restrictions.Clusterings();
        var needsRow = plan.Statement switch
        {
            InsertStatement insert => insert.Columns.Any(column => table.Column(column).Kind is ColumnKind.Clustering or ColumnKind.Regular) || table.Clustering.Count == 0,
            UpdateStatement update => update.Assignments.Any(assignment => table.Column(assignment.Column).Kind == ColumnKind.Regular),
            DeleteStatement delete => delete.Columns.Any(column => table.Column(column).Kind == ColumnKind.Regular),
            _ => false,
        };
        if (clusterings is null && needsRow)
            throw ServerError.Invalid($"Some clustering keys are missing: {string.Join(", ", restrictions.Missing(table.Clustering))}");
        return (restrictions.Keys, clusterings, restrictions);
    }
}
