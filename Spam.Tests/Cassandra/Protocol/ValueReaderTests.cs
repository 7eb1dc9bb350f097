using System.Net;
using System.Numerics;
using Cassandra;
using Spam.Cassandra.Protocol;

namespace Spam.Tests.Cassandra.Protocol;

/// <summary>Which CLR types a column reads as and takes: the driver's rules.</summary>
public class ValueReaderTests
{
    static readonly Guid _id = TimeUuid.NewId();

    [Fact]
    public void Columns_read_as_the_drivers_types_and_no_number_is_widened()
    {
        Assert.IsType<Guid>(Round<object>(ColumnTypeCode.Timeuuid, _id));
        Assert.Equal(_id, Round<TimeUuid>(ColumnTypeCode.Timeuuid, _id).ToGuid());
        Assert.Equal(_id, Round<TimeUuid?>(ColumnTypeCode.Timeuuid, (TimeUuid)_id)!.Value.ToGuid());
        Assert.Equal(5, Round<int?>(ColumnTypeCode.Int, 5));
        Assert.Equal(DateTimeKind.Utc, Round<DateTime>(ColumnTypeCode.Timestamp, DateTimeOffset.UnixEpoch).Kind);
        Assert.Equal(DateTimeOffset.UnixEpoch, Round<object>(ColumnTypeCode.Timestamp, new DateTime(1970, 1, 1)));
        Assert.Equal(new DateOnly(2026, 11, 22), Round<DateOnly>(ColumnTypeCode.Date, new DateOnly(2026, 11, 22)));
        Assert.Equal(new TimeOnly(1, 2, 3), Round<TimeOnly>(ColumnTypeCode.Time, new TimeOnly(1, 2, 3)));
        Assert.Equal(1.50m, Round<object>(ColumnTypeCode.Decimal, 1.50m));
        Assert.Equal(BigInteger.Pow(2, 70), Round<object>(ColumnTypeCode.Varint, BigInteger.Pow(2, 70)));
        Assert.Equal(IPAddress.Loopback, Round<object>(ColumnTypeCode.Inet, IPAddress.Loopback.MapToIPv6()));
        Assert.Throws<InvalidCastException>(() => Round<long>(ColumnTypeCode.Int, 5));
        Assert.Throws<InvalidCastException>(() => Round<double>(ColumnTypeCode.Float, 5f));
        Assert.Throws<InvalidTypeException>(() => Round<object>(ColumnTypeCode.Float, 5.0));
        Assert.Throws<InvalidTypeException>(() => Round<object>(ColumnTypeCode.Int, "5"));
    }

    [Fact]
    public void Collections_read_as_the_types_asked_for()
    {
        var list = new CqlType(ColumnTypeCode.List, CqlType.Simple(ColumnTypeCode.Int));
        var set = new CqlType(ColumnTypeCode.Set, CqlType.Simple(ColumnTypeCode.Varchar));
        var map = new CqlType(ColumnTypeCode.Map, CqlType.Simple(ColumnTypeCode.Timeuuid), list);

        Assert.Equal([1, 2], Round<int[]>(list, new List<int> { 1, 2 }));
        Assert.Equal([1, 2], Round<List<int>>(list, new[] { 1, 2 }));
        Assert.Equal([1, 2], Round<IReadOnlyList<int>>(list, new HashSet<int> { 1, 2 }));
        Assert.IsType<int[]>(Round<object>(list, new[] { 1 }));
        Assert.Equal(["a"], Round<HashSet<string>>(set, new[] { "a" }));
        Assert.Equal(["a"], Round<ISet<string>>(set, new[] { "a" }));
        Assert.Equal([3], Round<IDictionary<TimeUuid, IEnumerable<int>>>(map, new Dictionary<Guid, int[]> { [_id] = [3] })[_id]);
        Assert.Single(Round<IEnumerable<KeyValuePair<Guid, int[]>>>(map, new Dictionary<Guid, int[]> { [_id] = [3] }));
        Assert.Throws<InvalidTypeException>(() => Round<object>(set, new string?[] { null }));
        Assert.Throws<InvalidTypeException>(() => Round<object>(set, "text"));
    }

    [Fact]
    public void Tuples_keep_their_nulls()
    {
        var tuple = new CqlType(ColumnTypeCode.Tuple, CqlType.Simple(ColumnTypeCode.Int), CqlType.Simple(ColumnTypeCode.Varchar));

        Assert.Equal(Tuple.Create(1, "a"), Round<Tuple<int, string>>(tuple, (1, "a")));
        Assert.Equal(Tuple.Create((int?)null, "a"), Round<object>(tuple, new object?[] { null, "a" }));
        Assert.Throws<InvalidCastException>(() => Round<Tuple<int, string>>(tuple, new object?[] { null, "a" }));
    }

    [Fact]
    public void A_broken_cell_is_an_error_of_the_client()
    {
        Assert.Throws<InvalidTypeException>(() => ValueReader.Read(CqlType.Simple(ColumnTypeCode.Int), [1, 2, 3], null));
        Assert.Throws<InvalidTypeException>(() => ValueReader.Read(new(ColumnTypeCode.List, CqlType.Simple(ColumnTypeCode.Int)), [0x7F, 0xFF, 0xFF, 0xFF], null));
        Assert.Throws<OverflowException>(() => ValueReader.Read(CqlType.Simple(ColumnTypeCode.Timestamp), [0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], null));
    }

    static T Round<T>(ColumnTypeCode code, object value) => Round<T>(CqlType.Simple(code), value);

    static T Round<T>(CqlType type, object value)
    {
        using var writer = FrameWriter.Rent();
        ValueWriter.Write(writer, type, value);
        return ValueReader.Read<T>(type, writer.Written[4..], out _)!; // no test here reads a null
    }
}
