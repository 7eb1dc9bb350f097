using Cassandra;

namespace Spam.CassandraUsage;

static class Executing
{
    public static void Synchronously(ISession session)
    {
        session.CreateKeyspace("a", new Dictionary<string, string> { ["class"] = "SimpleStrategy", ["replication_factor"] = "1" }, true);
        session.CreateKeyspaceIfNotExists("a");
        session.ChangeKeyspace("a");
        RowSet rows = session.Execute("SELECT * FROM t");
        rows = session.Execute("SELECT * FROM t", ConsistencyLevel.Quorum);
        rows = session.Execute("SELECT * FROM t", 100);
        rows = session.Execute(session.Prepare("SELECT * FROM t WHERE id = ?").Bind(1));
        Console.WriteLine(rows.IsExhausted());
        session.DeleteKeyspaceIfExists("a");
        session.DeleteKeyspace("a");
    }

    public static async Task StatementsAsync(ISession session)
    {
        var simple = new SimpleStatement("INSERT INTO t (id, name) VALUES (?, ?)", 1, "one");
        simple = new SimpleStatement(new Dictionary<string, object> { ["id"] = 1 }, "SELECT * FROM t WHERE id = :id");
        simple = new SimpleStatement("SELECT * FROM t WHERE id = :id", new { id = 1 });
        simple = new SimpleStatement().SetQueryString("SELECT * FROM t").SetKeyspace("a").SetRoutingKey(new RoutingKey([0, 0, 0, 1])).SetRoutingValues(1);

        PreparedStatement prepared = await session.PrepareAsync("INSERT INTO t (id, name) VALUES (?, ?)");
        prepared.SetConsistencyLevel(ConsistencyLevel.Two).SetIdempotence(true).SetRoutingKey(new RoutingKey { RawRoutingKey = [1] });
        BoundStatement bound = prepared.Bind(1, "one");
        bound = prepared.Bind(new { id = 1, name = "one" });
        bound = prepared.Bind(1, Unset.Value);
        bound.SetRoutingKey(new RoutingKey([1]));

        var batch = new BatchStatement()
            .Add(bound)
            .Add(simple)
            .SetBatchType(BatchType.Unlogged)
            .SetKeyspace("a")
            .SetRoutingKey(new RoutingKey([1]));
        await session.ExecuteAsync(batch);

        IStatement statement = bound
            .SetConsistencyLevel(ConsistencyLevel.LocalQuorum)
            .SetSerialConsistencyLevel(ConsistencyLevel.Serial)
            .SetPageSize(100)
            .SetAutoPage(false)
            .SetPagingState(null)
            .SetReadTimeoutMillis(5000)
            .SetRetryPolicy(new DefaultRetryPolicy())
            .SetTimestamp(DateTimeOffset.UtcNow)
            .SetIdempotence(true)
            .EnableTracing()
            .DisableTracing();
        await session.ExecuteAsync(statement);

        Console.WriteLine($"{prepared.Variables.Columns.Length} {prepared.Variables.ColumnIndexes.Count} {prepared.RoutingIndexes} {prepared.RoutingKey} {prepared.QueryString}");
        Console.WriteLine($"{prepared.ConsistencyLevel} {prepared.IsIdempotent} {bound.PreparedStatement} {batch.BatchType} {batch.IsEmpty} {batch.Statements.Count()} {simple.QueryString}");
        Console.WriteLine($"{statement.AutoPage} {statement.ConsistencyLevel} {statement.IsTracing} {statement.PageSize} {statement.PagingState} {statement.QueryValues}");
        Console.WriteLine($"{statement.Timestamp} {statement.ReadTimeoutMillis} {statement.RetryPolicy} {statement.RoutingKey?.RawRoutingKey} {statement.SerialConsistencyLevel}");
        Console.WriteLine($"{statement.SkipMetadata} {statement.OutgoingPayload} {statement.IsIdempotent} {statement.Keyspace}");
    }

    public static string Text(RegularStatement statement) => statement.QueryString;
}
