using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double;

public class FaultsTests
{
    const string Question = "SELECT key FROM system.local";

    [Theory]
    [InlineData(FaultKind.Overloaded, "OVERLOADED")]
    [InlineData(FaultKind.Bootstrapping, "IS_BOOTSTRAPPING")]
    [InlineData(FaultKind.ReadTimeout, "READ_TIMEOUT")]
    [InlineData(FaultKind.WriteTimeout, "WRITE_TIMEOUT")]
    [InlineData(FaultKind.ReadFailure, "READ_FAILURE")]
    [InlineData(FaultKind.WriteFailure, "WRITE_FAILURE")]
    [InlineData(FaultKind.Unavailable, "UNAVAILABLE")]
    [InlineData(FaultKind.TruncateError, "TRUNCATE_ERROR")]
    [InlineData(FaultKind.ServerError, "SERVER_ERROR")]
    [InlineData(FaultKind.Unauthorized, "UNAUTHORIZED")]
    [InlineData(FaultKind.Unprepared, "UNPREPARED")]
    public async Task An_error_meets_as_many_requests_as_it_is_told(object kind, string code)
    {
        await using var server = FakeCassandra.Start();
        using var client = await RawCql.ConnectAsync(server.EndPoint, starts: true);
        server.Faults.On((FaultKind)kind, times: 1);

        var first = RawCql.Outcome(await client.QueryAsync(Question));
        var second = RawCql.Outcome(await client.QueryAsync(Question));

        Assert.StartsWith(code + ":", first, StringComparison.Ordinal);
        Assert.Equal("Result", second);
        Assert.Equal(1, server.Faults.Met);
    }

    [Fact]
    public async Task A_fault_is_off_when_its_switch_is_disposed()
    {
        await using var server = FakeCassandra.Start();
        using var client = await RawCql.ConnectAsync(server.EndPoint, starts: true);

        string during;
        using (server.Faults.On(FaultKind.Overloaded))
            during = RawCql.Outcome(await client.QueryAsync(Question));
        var after = RawCql.Outcome(await client.QueryAsync(Question));

        Assert.StartsWith("OVERLOADED", during, StringComparison.Ordinal);
        Assert.Equal("Result", after);
    }

    [Fact]
    public async Task A_delayed_answer_comes_late_and_others_before_it()
    {
        await using var server = FakeCassandra.Start();
        using var client = await RawCql.ConnectAsync(server.EndPoint, starts: true);
        server.Faults.On(new Fault(FaultKind.Delay) { Delay = TimeSpan.FromMilliseconds(300), When = request => request.Stream == 1 });

        await client.SendAsync(1, Opcode.Query, RawCql.Query(Question));
        await client.SendAsync(2, Opcode.Query, RawCql.Query(Question));
        var first = FrameHeader.Read(await client.ReceiveAsync());
        var second = FrameHeader.Read(await client.ReceiveAsync());

        Assert.Equal((2, 1), (first.Stream, second.Stream));
    }

    [Fact]
    public async Task A_dropped_answer_never_comes_though_the_statement_was_carried_out()
    {
        await using var server = FakeCassandra.Start(new() { Schema = ["CREATE KEYSPACE k WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}", "CREATE TABLE k.t (a int PRIMARY KEY)"] });
        using var client = await RawCql.ConnectAsync(server.EndPoint, starts: true);

        var fault = server.Faults.On(FaultKind.Drop);
        await client.SendAsync(1, Opcode.Query, RawCql.Query("INSERT INTO k.t (a) VALUES (1)"));
        var nothing = await client.ReceiveAsync(0.2);
        fault.Dispose();

        Assert.Null(nothing);
        Assert.Equal(1, server.Counters.InFlight);
        Assert.Single(Assert.IsType<Storage.RowsResult>(server.Run("SELECT * FROM k.t")).Rows);
    }

    [Fact]
    public async Task A_stream_that_still_waits_may_not_be_used_again()
    {
        await using var server = FakeCassandra.Start(new() { IsLenient = true });
        using var client = await RawCql.ConnectAsync(server.EndPoint, starts: true);
        server.Faults.On(FaultKind.Drop, times: 1);

        await client.SendAsync(1, Opcode.Query, RawCql.Query(Question));
        await client.QueryAsync(Question, stream: 1);

        Assert.Equal("stream 1 used again before its answer", Assert.Single(server.Counters.BadFrames));
    }

    [Theory, InlineData(FaultKind.HalfFrame), InlineData(FaultKind.Close), InlineData(FaultKind.Reset)]
    public async Task A_connection_ends_within_an_answer_or_before_it(object kind)
    {
        await using var server = FakeCassandra.Start();
        using var client = await RawCql.ConnectAsync(server.EndPoint, starts: true);
        server.Faults.On((FaultKind)kind, times: 1);

        var answer = await client.QueryAsync(Question);
        using var next = await RawCql.ConnectAsync(server.EndPoint, starts: true);

        Assert.Null(answer);
        Assert.Equal("Result", RawCql.Outcome(await next.QueryAsync(Question)));
    }

    [Fact]
    public async Task Answers_before_the_one_that_breaks_off_still_come()
    {
        await using var server = FakeCassandra.Start();
        using var client = await RawCql.ConnectAsync(server.EndPoint, starts: true);
        server.Faults.On(new Fault(FaultKind.HalfFrame) { When = request => request.Stream == 2 });
        var body = RawCql.Query(Question);

        await client.SendAsync([.. FrameHeader.Frame(4, 0, 1, Opcode.Query, body.Written), .. FrameHeader.Frame(4, 0, 2, Opcode.Query, body.Written)]);
        var first = await client.ReceiveAsync();
        var second = await client.ReceiveAsync();

        Assert.Equal("Result", RawCql.Outcome(first));
        Assert.Null(second);
    }

    [Fact]
    public async Task A_page_after_the_first_can_be_the_one_that_dies()
    {
        await using var server = FakeCassandra.Start();
        using var client = await RawCql.ConnectAsync(server.EndPoint, starts: true);
        server.Faults.On(new Fault(FaultKind.HalfFrame) { When = request => request.IsNextPage });
        var text = System.Text.Encoding.UTF8.GetBytes("SELECT keyspace_name FROM system_schema.keyspaces");

        var first = await client.AskAsync(1, Opcode.Query, new WireWriter().Int(text.Length).Raw(text).Short(1).Byte(4).Int(2));
        var state = StateOf(first);
        var second = await client.AskAsync(1, Opcode.Query, new WireWriter().Int(text.Length).Raw(text).Short(1).Byte(12).Int(2).Bytes(state));

        Assert.NotNull(first);
        Assert.Null(second);
    }

    [Theory]
    [InlineData(FaultKind.WrongStream, (byte)0x84, Opcode.Result, 0x4001)]
    [InlineData(FaultKind.UnknownOpcode, (byte)0x84, 0x7F, 1)]
    [InlineData(FaultKind.WrongVersion, (byte)0x85, Opcode.Result, 1)]
    public async Task An_answer_is_spoilt_in_one_place(object kind, byte version, object opcode, int stream)
    {
        await using var server = FakeCassandra.Start();
        using var client = await RawCql.ConnectAsync(server.EndPoint, starts: true);
        server.Faults.On((FaultKind)kind, times: 1);

        var header = FrameHeader.Read(await client.QueryAsync(Question));

        Assert.Equal((version, Convert.ToByte(opcode, null), (short)stream), (header.Version, header.Opcode, header.Stream));
    }

    [Fact]
    public async Task A_share_of_the_requests_is_met_the_same_ones_for_the_same_seed()
    {
        var met = new List<int>();
        for (var run = 0; run < 2; run++)
        {
            await using var server = FakeCassandra.Start(new() { Seed = 7 });
            using var client = await RawCql.ConnectAsync(server.EndPoint, starts: true);
            server.Faults.On(new Fault(FaultKind.Overloaded) { Share = 0.3 });

            for (var i = 0; i < 100; i++)
                await client.QueryAsync(Question);
            met.Add(server.Faults.Met);
        }

        Assert.InRange(met[0], 15, 45);
        Assert.Equal(met[0], met[1]);
    }

    static byte[]? StateOf(byte[]? page)
    {
        var reader = new WireReader(page.AsSpan(FrameHeader.Size));
        Assert.Equal((2, 3, 1), (reader.Int(), reader.Int(), reader.Int()));
        return reader.Bytes();
    }
}
