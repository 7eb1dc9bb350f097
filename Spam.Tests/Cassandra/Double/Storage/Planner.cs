using Spam.Tests.Cassandra.Double.Cql;
using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>Finds the names of a statement in the schema.</summary>
sealed class Planner(FakeStorage storage, Func<string, string, Table?> systemTable)
{
    public Plan Plan(Statement statement, string? current) => statement switch
    {
        SelectStatement select => Plan(select, Find(select.From, current)),
        ModificationStatement change => Plan(change, Find(change.Table, current)),
        TruncateStatement truncate => new(statement, Find(truncate.Table, current), [], [], null),
        _ => new(statement, null, [], [], null),
    };

    /// <summary>The table: one that the server makes up, or one of the storage.</summary>
    public Table Find(TableName name, string? current)
        => (name.Keyspace ?? current) is { } keyspace && systemTable(keyspace, name.Name) is { } own ? own : storage.Table(name, current);

    static Plan Plan(SelectStatement select, Table table)
    {
        var markers = new MarkerCollector();
        Add(markers, table, select.Where, true);
        markers.Add(select.Limit, "[limit]", CqlType.Int);
        return new(select, table, markers.Specs, markers.KeyIndices(table), Selection.Specs(select, table));
    }

    static Plan Plan(ModificationStatement change, Table table)
    {
        var markers = new MarkerCollector();
        switch (change)
        {
            case InsertStatement insert:
                for (var i = 0; i < insert.Columns.Count; i++)
                {
                    var column = table.Column(insert.Columns[i]);
                    markers.Add(insert.Values[i], column.Name, column.Type);
                    markers.AddKey(insert.Values[i], column);
                }

                break;
            case UpdateStatement update:
                foreach (var assignment in update.Assignments)
                    markers.Add(assignment.Value, assignment.Column, table.Column(assignment.Column).Type);
                Add(markers, table, update.Where, true);
                break;
            case DeleteStatement delete:
                foreach (var column in delete.Columns)
                    table.Column(column);
                Add(markers, table, delete.Where, true);
                break;
        }

        Add(markers, table, change.If, false);
        markers.Add(change.Ttl, "[ttl]", CqlType.Int);
        markers.Add(change.Timestamp, "[timestamp]", CqlType.Bigint);
        return new(change, table, markers.Specs, markers.KeyIndices(table), null);
    }

    static void Add(MarkerCollector markers, Table table, IReadOnlyList<Condition> conditions, bool areKeys)
    {
        foreach (var condition in conditions)
        {
            var column = table.Column(condition.Column);
            if (condition.OnToken)
            {
                markers.Add(condition.Values[0], "partition key token", CqlType.Bigint);
                continue;
            }

            if (condition is { Operator: "in", Values: [MarkerTerm list] })
            {
                markers.Add(list, $"in({column.Name})", new(TypeId.List, column.Type));
                continue;
            }

            foreach (var value in condition.Values)
                markers.Add(value, column.Name, column.Type);
            if (areKeys && condition.Operator == "=")
                markers.AddKey(condition.Values[0], column);
        }
    }
}
