using System.Buffers.Binary;
using Spam.Tests.Cassandra.Double.Cql;
using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>Carries out SELECT.</summary>
sealed class SelectRunner(TimeProvider clock, KeyRules rules)
{
    public Result Run(Plan plan, Values values, QueryOptions options)
    {
        var (select, table) = ((SelectStatement)plan.Statement, plan.Table!); // a plan of SELECT has a table
        var restrictions = new Restrictions(table, select.Where, values);
        if (!select.AllowFiltering)
            restrictions.RefuseFiltering();
        var state = options.PagingState is { } bytes ? PagingState.Read(bytes) : null;
        var limit = state?.Remaining ?? Limit(select, values);
        var reversed = IsReversed(select, table, restrictions);
        var columns = plan.Result!; // SELECT has columns
        if (Selection.IsCount(select))
            return Count(plan, columns, restrictions);

        var page = options.PageSize > 0 ? options.PageSize : int.MaxValue;
        var rows = new List<byte[]?[]>();
        var last = (PagingState?)null;
        var now = clock.GetUtcNow();
        foreach (var (partition, row) in Rows(table, restrictions, reversed, state, now))
        {
            rows.Add(Selection.Cells(select, table, partition, row, now));
            if (rows.Count == limit)
                return new RowsResult(table, columns, rows);
            if (rows.Count < page)
                continue;
            last = new(restrictions.Keys?.Count == 1 ? [] : partition.Packed, row?.Clustering ?? [], limit - rows.Count);
            break;
        }

        return new RowsResult(table, columns, rows, last?.ToBytes());
    }

    static int Limit(SelectStatement select, Values values)
    {
        if (select.Limit is null || values.Of(select.Limit, CqlType.Int, "[limit]").Bytes is not { } bytes)
            return int.MaxValue;
        var limit = BinaryPrimitives.ReadInt32BigEndian(bytes);
        return limit > 0 ? limit : throw ServerError.Invalid("LIMIT must be strictly positive");
    }

    static bool IsReversed(SelectStatement select, Table table, Restrictions restrictions)
    {
        if (select.OrderBy.Count == 0)
            return false;
        if (restrictions.Keys is null)
            throw ServerError.Invalid("ORDER BY is only supported when the partition key is restricted by an EQ or an IN.");
        for (var i = 0; i < select.OrderBy.Count; i++)
        {
            var column = table.Column(select.OrderBy[i].Column);
            if (column.Kind != ColumnKind.Clustering || column.Position != i)
                throw ServerError.Invalid("Order by currently only supports the ordering of columns following their declared order in the PRIMARY KEY");
        }

        var turned = select.OrderBy.Select((order, i) => order.Descending != table.Clustering[i].Descending).Distinct().ToArray();
        return turned.Length == 1 ? turned[0] : throw ServerError.Invalid("Unsupported order by relation");
    }

    RowsResult Count(Plan plan, ColumnSpec[] columns, Restrictions restrictions)
    {
        var count = Rows(plan.Table!, restrictions, false, null, clock.GetUtcNow()).LongCount(); // a plan of SELECT has a table
        var result = new RowsResult(plan.Table!, columns, [[new WireWriter().Long(count).ToArray()]]);
        if (restrictions.Keys is null)
            result.Warnings.Add("Aggregation query used without partition key");
        return result;
    }

    IEnumerable<(Partition Partition, Row? Row)> Rows(Table table, Restrictions restrictions, bool reversed, PagingState? state, DateTimeOffset now)
    {
        var resumes = state is not null;
        foreach (var partition in Partitions(table, restrictions))
        {
            // pages of several partitions go on in the partition that the state names
            if (resumes && state!.Partition.Length > 0 && Before(partition, state.Partition, restrictions.Keys is not null))
                continue;
            var after = resumes ? state!.Clustering : null;
            var isDone = resumes && table.Clustering.Count == 0;
            resumes = false;
            if (!isDone)
            {
                foreach (var row in Rows(table, partition, restrictions, reversed, after, now))
                    yield return (partition, row);
            }
        }
    }

    static bool Before(Partition partition, byte[] key, bool inOrderOfKeys)
    {
        if (inOrderOfKeys)
            return !partition.Packed.AsSpan().SequenceEqual(key);
        var compared = partition.Token.CompareTo(Murmur3.Token(key));
        return compared < 0 || compared == 0 && partition.Packed.AsSpan().SequenceCompareTo(key) < 0;
    }

    IEnumerable<Partition> Partitions(Table table, Restrictions restrictions)
    {
        if (restrictions.Keys is null)
            return table.Partitions.Where(partition => restrictions.Holds(partition.Token));
        var found = new List<Partition>();
        foreach (var key in restrictions.Keys)
        {
            if (rules.Check(key, writes: false) && table.Find(Table.Pack(key)) is { } partition)
                found.Add(partition);
        }

        return found;
    }

    static IEnumerable<Row?> Rows(Table table, Partition partition, Restrictions restrictions, bool reversed, byte[][]? after, DateTimeOffset now)
    {
        var found = after is null ? -1 : partition.Find(after);
        var start = after is null ? reversed ? partition.Rows.Count - 1 : 0
            : reversed ? (found >= 0 ? found : ~found) - 1
            : found >= 0 ? found + 1 : ~found;
        var any = false;
        for (var i = start; i >= 0 && i < partition.Rows.Count; i += reversed ? -1 : 1)
        {
            var row = partition.Rows[i];
            if (!row.IsLive(now))
                continue;
            any = true;
            if (restrictions.Hold(partition, row, now))
                yield return row;
        }

        if (!any && after is null && table.Clustering.Count > 0 && partition.Static.IsLive(now) && restrictions.Hold(partition, null, now))
            yield return null;
    }
}
