using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double;

public class FakeCassandraTests
{
    const string Question = "SELECT key FROM system.local";

    /// <summary>The id of the question, as a real server gives it.</summary>
    const string Id = "276f869f859c2414261f4adb164a0c08";

    static readonly string[] _schema =
    [
        "CREATE KEYSPACE k WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}",
        "CREATE TABLE k.two (a text, b text, c text, PRIMARY KEY ((a, b)))",
    ];

    [Fact]
    public async Task Before_its_end_by_SIGTERM_a_host_says_that_it_is_shutting_down()
    {
        await using var server = FakeCassandra.Start();
        using var client = await RawCql.ConnectAsync(server.EndPoint, starts: true);

        var end = server.ShutDownAsync(TimeSpan.FromSeconds(2));
        var answer = RawCql.Outcome(await client.QueryAsync(Question));
        await end;

        Assert.Equal("OVERLOADED: Server is shutting down", answer);
        Assert.Null(await client.ReceiveAsync());
        await Assert.ThrowsAnyAsync<Exception>(() => RawCql.ConnectAsync(server.EndPoint));
    }

    [Fact]
    public async Task A_suspended_host_is_silent_and_answers_late()
    {
        await using var server = FakeCassandra.Start();
        using var client = await RawCql.ConnectAsync(server.EndPoint, starts: true);

        server.Suspend();
        await client.SendAsync(5, Opcode.Query, RawCql.Query(Question));
        using var other = await RawCql.ConnectAsync(server.EndPoint);
        var during = await client.ReceiveAsync(0.2);
        server.Resume();
        var after = await client.ReceiveAsync();

        Assert.Null(during);
        Assert.Equal(5, FrameHeader.Read(after).Stream);
    }

    [Fact]
    public async Task A_killed_host_resets_and_still_knows_what_was_prepared_when_it_starts_again()
    {
        await using var server = FakeCassandra.Start();
        using var client = await RawCql.ConnectAsync(server.EndPoint, starts: true);
        var text = System.Text.Encoding.UTF8.GetBytes(Question);
        await client.AskAsync(1, Opcode.Prepare, new WireWriter().Int(text.Length).Raw(text));

        server.Kill();
        var lost = await client.QueryOrNullAsync(Question);
        server.StartAgain();
        using var next = await RawCql.ConnectAsync(server.EndPoint, starts: true);
        var id = Convert.FromHexString(Id);
        var answer = RawCql.Outcome(await next.AskAsync(1, Opcode.Execute, new WireWriter().ShortBytes(id).Short(1).Byte(0)));

        Assert.Null(lost);
        Assert.Equal("Result", answer);
        Assert.Equal(1, server.Prepared);
    }

    [Fact]
    public async Task Logins_can_be_refused_while_it_runs()
    {
        await using var server = FakeCassandra.Start(new() { Users = new Dictionary<string, string> { ["ann"] = "secret" } });
        var token = new WireWriter().Bytes("\0ann\0secret"u8.ToArray());
        using var client = await RawCql.ConnectAsync(server.EndPoint, starts: true);

        server.RefusesLogins = true;
        var refused = RawCql.Outcome(await client.AskAsync(1, Opcode.AuthResponse, token));
        server.RefusesLogins = false;
        var taken = RawCql.Outcome(await client.AskAsync(1, Opcode.AuthResponse, token));

        Assert.Equal(("BAD_CREDENTIALS: Provided username ann and/or password are incorrect", "AuthSuccess"), (refused, taken));
    }

    [Fact]
    public async Task What_was_forgotten_is_UNPREPARED()
    {
        await using var server = FakeCassandra.Start();
        using var client = await RawCql.ConnectAsync(server.EndPoint, starts: true);
        var text = System.Text.Encoding.UTF8.GetBytes(Question);
        await client.AskAsync(1, Opcode.Prepare, new WireWriter().Int(text.Length).Raw(text));

        server.ForgetPrepared();
        var answer = RawCql.Outcome(await client.AskAsync(1, Opcode.Execute, new WireWriter().ShortBytes(Convert.FromHexString(Id)).Short(1).Byte(0)));

        Assert.StartsWith("UNPREPARED: Prepared query with ID " + Id + " not found", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5.0.4", 32_768, "Result", "Result")]
    [InlineData("5.0.4", 65_528, "INVALID: Key length of 65536 is longer than maximum of 65535", "INVALID: Key length of 65536 is longer than maximum of 65535")]
    [InlineData("4.1.8", 32_767, "Result", "Result")]
    [InlineData("4.1.8", 65_527, "SERVER_ERROR: java.lang.IllegalArgumentException: newLimit < 0: (-2 < 0)", "Result")]
    [InlineData("4.1.8", 65_528, "INVALID: Key length of 65536 is longer than maximum of 65535", "INVALID: Key length of 65536 is longer than maximum of 65535")]
    public async Task How_long_a_key_may_be_differs_from_release_to_release(string release, int length, string written, string read)
    {
        await using var server = FakeCassandra.Start(new() { Release = release, Schema = _schema });
        using var client = await RawCql.ConnectAsync(server.EndPoint, starts: true);
        var key = new string('k', length);

        var write = RawCql.Outcome(await client.QueryAsync($"INSERT INTO k.two (a, b, c) VALUES ('v1', '{key}', 'x')"));
        var select = RawCql.Outcome(await client.QueryAsync($"SELECT c FROM k.two WHERE a = 'v1' AND b = '{key}'"));

        Assert.Equal((written, read), (write, select));
    }

    [Fact]
    public async Task A_value_goes_when_its_time_is_over()
    {
        var clock = new Web.ManualClock();
        await using var server = FakeCassandra.Start(new() { Clock = clock, Schema = _schema });

        server.Run("INSERT INTO k.two (a, b, c) VALUES ('a', 'b', 'c') USING TTL 60");
        clock.Advance(TimeSpan.FromSeconds(59));
        var before = Assert.IsType<Storage.RowsResult>(server.Run("SELECT c, ttl(c) FROM k.two WHERE a = 'a' AND b = 'b'")).Rows;
        clock.Advance(TimeSpan.FromSeconds(1));
        var after = Assert.IsType<Storage.RowsResult>(server.Run("SELECT c FROM k.two WHERE a = 'a' AND b = 'b'")).Rows;

        Assert.Equal([0, 0, 0, 1], Assert.Single(before)[1]);
        Assert.Empty(after);
    }

    [Theory]
    [InlineData(new byte[] { 71, 69, 84, 32, 47, 32, 72, 84, 84, 80, 47, 49, 46, 49, 13, 10, 13, 10 }, 0x85, "PROTOCOL_ERROR: Invalid or unsupported protocol version (71)")]
    [InlineData(new byte[] { 66, 0, 0, 1, 5, 0, 0, 0, 0 }, 0x85, "PROTOCOL_ERROR: Invalid or unsupported protocol version (66)")]
    [InlineData(new byte[] { 5, 0, 0, 1, 5, 0, 0, 0, 0 }, 0x84, "PROTOCOL_ERROR: Invalid or unsupported protocol version (5)")]
    public async Task Another_version_is_refused_and_the_connection_goes_on(byte[] bytes, byte version, string expected)
    {
        await using var server = FakeCassandra.Start();
        using var client = await RawCql.ConnectAsync(server.EndPoint);

        await client.SendAsync(bytes);
        var refusal = await client.ReceiveAsync();
        var supported = RawCql.Outcome(await client.AskAsync(1, Opcode.Options, new()));

        Assert.StartsWith(expected, RawCql.Outcome(refusal), StringComparison.Ordinal);
        Assert.Equal((version, (short)0), (FrameHeader.Read(refusal).Version, FrameHeader.Read(refusal).Stream));
        Assert.Equal("Supported", supported);
        Assert.Equal(1, server.Counters.RefusedVersions);
    }

    [Theory]
    [InlineData(new byte[] { 1, 0, 0, 1, 5, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 4, 0, 0, 1, 5, 0x7F, 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { 4, 0, 0, 1, 5, 0xFF, 0xFF, 0xFF, 0xFF })]
    public async Task Old_versions_and_impossible_lengths_get_no_answer(byte[] bytes)
    {
        await using var server = FakeCassandra.Start(new() { IsLenient = true });
        using var client = await RawCql.ConnectAsync(server.EndPoint);

        await client.SendAsync(bytes);

        Assert.Null(await client.ReceiveAsync(0.2));
    }

    [Fact]
    public async Task A_client_that_breaks_the_protocol_fails_the_test()
    {
        var server = FakeCassandra.Start();
        using (var client = await RawCql.ConnectAsync(server.EndPoint, starts: true))
            await client.AskAsync(2, (Opcode)0x7F, new());

        var failure = await Assert.ThrowsAnyAsync<Exception>(async () => await server.DisposeAsync());

        Assert.Contains("opcode 127 from a client", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_counts_requests_and_connections()
    {
        await using var server = FakeCassandra.Start();
        using var client = await RawCql.ConnectAsync(server.EndPoint, starts: true);
        var both = FrameHeader.Frame(4, 0, 1, Opcode.Query, RawCql.Query(Question).Written).Concat(FrameHeader.Frame(4, 0, 2, Opcode.Query, RawCql.Query(Question).Written));

        await client.SendAsync([.. both]);
        await client.ReceiveAsync();
        await client.ReceiveAsync();

        Assert.Equal((1, 1, 2L, 0), (server.Counters.Connections, server.Counters.Open, server.Counters.Requests(Opcode.Query), server.Counters.InFlight));
        Assert.Equal(2, server.Counters.HighestInFlight);
    }

    [Fact]
    public async Task Without_the_demanded_certificate_TLS_fails_at_the_first_read()
    {
        using var certificates = new FakeCertificates();
        await using var server = FakeCassandra.Start(new() { Certificate = certificates.Server(), ClientAuthority = certificates.Authority });
        using var tcp = new System.Net.Sockets.TcpClient();
        await tcp.ConnectAsync(server.EndPoint);
        await using var stream = new SslStream(tcp.GetStream());
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(certificates.Authority);

        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", CertificateChainPolicy = policy });
        var read = Record.ExceptionAsync(async () => Assert.Equal(0, await stream.ReadAsync(new byte[1])));
        var ended = await Task.WhenAny(read, Task.Delay(TimeSpan.FromSeconds(5)));

        Assert.Same(read, ended);
        Assert.True(await read is null or IOException);
    }

    [Fact]
    public async Task Astra_refuses_keyspaces_and_weak_writes()
    {
        await using var server = FakeCassandra.Start(new() { IsAstra = true, Schema = _schema });
        using var client = await RawCql.ConnectAsync(server.EndPoint, starts: true);

        var keyspace = RawCql.Outcome(await client.QueryAsync("CREATE KEYSPACE other WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}"));
        var write = RawCql.Outcome(await client.QueryAsync("INSERT INTO k.two (a, b) VALUES ('a', 'b')"));
        var read = RawCql.Outcome(await client.QueryAsync("SELECT * FROM k.two"));

        Assert.StartsWith("UNAUTHORIZED", keyspace, StringComparison.Ordinal);
        Assert.StartsWith("INVALID: Provided value ONE is not allowed for Write Consistency Level", write, StringComparison.Ordinal);
        Assert.Equal("Result", read);
    }
}
