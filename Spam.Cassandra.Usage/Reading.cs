using System.Collections.Concurrent;
using Cassandra;

namespace Spam.CassandraUsage;

static class Reading
{
    public static void Rows(RowSet rows)
    {
        foreach (var row in rows)
        {
            var id = row.GetValue<Guid>("id");
            var scores = row.GetValue<IDictionary<string, float>>("scores");
            var at = row.GetValue<TimeUuid>(2);
            var text = row["text"] as string ?? (string)row[3];
            var typed = row.GetValue(typeof(string), "text") ?? row.GetValue(typeof(string), 3);
            Console.WriteLine($"{id} {scores.Count} {at.GetDate()} {text} {typed} {row.IsNull("text")} {row.IsNull(3)} {row.Length} {row.GetColumn("text")?.Index} {row.Count()}");
        }

        var first = rows.GetRows().FirstOrDefault(row => row is not null);
        Console.WriteLine($"{first} {rows.Select(row => row.GetValue<int>(0)).Sum()}");
    }

    public static async Task PagesAsync(ISession session)
    {
        byte[]? state = null;
        do
        {
            var page = await session.ExecuteAsync(new SimpleStatement("SELECT * FROM t").SetPageSize(100).SetAutoPage(false).SetPagingState(state));
            Console.WriteLine(page.Count());
            state = page.PagingState;
        }
        while (state is not null);

        var all = await session.ExecuteAsync(new SimpleStatement("SELECT * FROM t"));
        while (all.GetAvailableWithoutFetching() > 0 || !all.IsFullyFetched)
        {
            if (all.GetAvailableWithoutFetching() == 0)
                await all.FetchMoreResultsAsync();
            all.FetchMoreResults();
        }

        ExecutionInfo info = all.Info;
        Console.WriteLine($"{info.QueriedHost} {info.TriedHosts.Count} {info.Warnings?.Length} {info.AchievedConsistency} {info.IsSchemaInAgreement}");
        foreach (CqlColumn column in all.Columns)
            Console.WriteLine($"{column.Index} {column.Type} {column.Keyspace} {column.Table} {column.Name} {column.TypeCode == ColumnTypeCode.Map} {column.TypeInfo} {column.IsStatic}");
    }

    public static void Ids()
    {
        var id = TimeUuid.NewId();
        TimeUuid[] ids = [TimeUuid.NewId(DateTimeOffset.UtcNow), TimeUuid.NewId(new byte[6], new byte[2], DateTimeOffset.UtcNow), TimeUuid.Min(id.GetDate()), TimeUuid.Max(id.GetDate()), TimeUuid.Parse(id.ToString())];
        Guid guid = id;
        TimeUuid again = guid;
        Console.WriteLine($"{ids.Order().First()} {again == id} {again != id} {id.Equals(again)} {id.CompareTo(again)} {id.ToGuid()} {id.ToByteArray().Length} {id.ToString("N")} {id.ToString("D", null)}");
    }

    sealed class RowMock : Row
    {
        public override T GetValue<T>(int index) => default!;

        public override T GetValue<T>(string name) => default!;

        public override bool IsNull(int index) => true;
    }

    sealed class RowSetMock : RowSet
    {
        public RowSetMock() => (Info, Columns, RowQueue, AutoPage) = (null!, [], new(), false);

        public override bool IsFullyFetched => true;

        protected override ConcurrentQueue<Row> RowQueue { get; set; }

        public override bool IsExhausted() => RowQueue.IsEmpty;

        public override IEnumerator<Row> GetEnumerator() => RowQueue.GetEnumerator();

        protected override void PageNext()
        {
        }
    }

    sealed class StatementMock : PreparedStatement
    {
        public override BoundStatement Bind(params object[] values) => new(this);
    }
}
