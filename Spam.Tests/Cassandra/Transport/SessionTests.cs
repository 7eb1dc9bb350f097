using System.Security.Authentication;
using Cassandra;
using Spam.Cassandra;
using Spam.Tests.Cassandra.Double;
using WireOpcode = Spam.Tests.Cassandra.Double.Wire.Opcode;

namespace Spam.Tests.Cassandra.Transport;

/// <summary>What programs do with a session, over the double.</summary>
public class SessionTests
{
    [Fact]
    public async Task A_prediction_is_stored_and_read_again()
    {
        await using var server = Clients.Server();
        using var cluster = Clients.Builder(server).Build();
        using var session = await cluster.ConnectAsync(Clients.Keyspace);
        var insert = await session.PrepareAsync("INSERT INTO shop.items (model_version, input, prediction) VALUES (?, ?, ?) USING TTL ?");
        var select = await session.PrepareAsync("SELECT prediction FROM shop.items WHERE model_version = ? AND input = ?");

        await session.ExecuteAsync(insert.Bind("v1", "free prize", new Dictionary<string, float> { ["spam"] = 0.75f, ["ham"] = 0.25f }, 3600));
        var found = (await session.ExecuteAsync(select.Bind("v1", "free prize"))).Single();
        var missing = await session.ExecuteAsync(select.Bind("v1", "other"));

        Assert.Equal(0.75f, found.GetValue<IDictionary<string, float>>("prediction")["spam"]);
        Assert.Equal(["ham", "spam"], found.GetValue<SortedDictionary<string, float>>(0).Keys);
        Assert.Throws<InvalidCastException>(() => found.GetValue<Dictionary<string, float>>("prediction"));
        Assert.Empty(missing);
        Assert.Equal([2, 2], new[] { select.RoutingIndexes.Length, insert.RoutingIndexes.Length });
    }

    [Fact]
    public async Task Pages_come_one_after_the_other_by_themselves_and_by_hand()
    {
        await using var server = Clients.Server();
        using var cluster = Clients.Builder(server).Build();
        using var session = await cluster.ConnectAsync();
        await Clients.WriteAndReadAsync(session, 25);
        var query = "SELECT at FROM shop.calls WHERE hour = 'h'";

        var all = (await session.ExecuteAsync(new SimpleStatement(query).SetPageSize(10))).Select(row => row.GetValue<int>(0)).ToList();
        var byHand = new List<int>();
        byte[]? state = null;
        do
        {
            var page = await session.ExecuteAsync(new SimpleStatement(query).SetPageSize(10).SetAutoPage(false).SetPagingState(state));
            byHand.AddRange(page.Select(row => row.GetValue<int>(0)));
            state = page.PagingState;
        }
        while (state is not null);
        var asked = await session.ExecuteAsync(new SimpleStatement(query).SetPageSize(10));
        await asked.FetchMoreResultsAsync();

        Assert.Equal(Enumerable.Range(0, 25), all);
        Assert.Equal(all, byHand);
        Assert.Equal(20, asked.GetAvailableWithoutFetching());
    }

    [Fact]
    public async Task Batches_and_lightweight_transactions_say_what_became_of_them()
    {
        await using var server = Clients.Server();
        using var cluster = Clients.Builder(server).Build();
        using var session = await cluster.ConnectAsync();
        var insert = await session.PrepareAsync("INSERT INTO shop.calls (hour, at, note) VALUES (?, ?, ?)");

        await session.ExecuteAsync(new BatchStatement().Add(insert.Bind("b", 1, "one")).Add(new SimpleStatement("INSERT INTO shop.calls (hour, at, note) VALUES (?, ?, ?)", "b", 2, "two")));
        var applied = (await session.ExecuteAsync(new SimpleStatement("INSERT INTO shop.calls (hour, at, note) VALUES ('b', 1, 'x') IF NOT EXISTS"))).Single();
        var rows = (await session.ExecuteAsync(new SimpleStatement("SELECT note FROM shop.calls WHERE hour = 'b'"))).Select(row => row.GetValue<string>("note"));

        Assert.False(applied.GetValue<bool>("[applied]"));
        Assert.Equal(["one", "two"], rows);
    }

    [Fact]
    public async Task Thousands_of_requests_share_a_connection_and_each_gets_its_own_answer()
    {
        await using var server = Clients.Server(new() { Order = AnswerOrder.Shuffled });
        using var cluster = Clients.Builder(server).Build();
        using var session = await cluster.ConnectAsync();

        await Clients.WriteAndReadAsync(session, 1500);

        Assert.InRange(server.Counters.HighestInFlight, 2, 2048 + 8);
        Assert.InRange(server.Counters.Connections, 2, 3); // the control connection, and a pool that may grow to two
    }

    [Fact]
    public async Task Errors_of_the_server_come_as_the_drivers_exceptions()
    {
        await using var server = Clients.Server();
        using var cluster = Clients.Builder(server).Build();
        using var session = await cluster.ConnectAsync();

        await Assert.ThrowsAsync<SyntaxError>(() => session.ExecuteAsync(new SimpleStatement("SELEC")));
        var invalid = await Assert.ThrowsAsync<InvalidQueryException>(() => session.ExecuteAsync(new SimpleStatement("SELECT * FROM shop.nowhere")));
        var exists = await Assert.ThrowsAsync<AlreadyExistsException>(() => session.ExecuteAsync(new SimpleStatement("CREATE TABLE shop.calls (a int PRIMARY KEY)")));
        await Assert.ThrowsAsync<InvalidQueryException>(() => cluster.ConnectAsync("missing"));

        Assert.True(exists.WasTableCreation);
        Assert.DoesNotContain(invalid.Message, invalid.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_of_a_wrong_type_is_refused_before_it_is_sent()
    {
        await using var server = Clients.Server();
        using var cluster = Clients.Builder(server).Build();
        using var session = await cluster.ConnectAsync();
        var insert = await session.PrepareAsync("INSERT INTO shop.calls (hour, at, note) VALUES (?, ?, ?)");

        var refused = Assert.Throws<InvalidTypeException>(() => insert.Bind("h", 1L, "secret"));
        Assert.Throws<ArgumentException>(() => insert.Bind("h", 1, "note", "more"));
        Assert.Throws<InvalidTypeException>(() => insert.Bind("h", 1, "half \ud800 a pair"));

        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_that_are_missing_stay_as_they_are_and_null_deletes()
    {
        await using var server = Clients.Server();
        using var cluster = Clients.Builder(server).Build();
        using var session = await cluster.ConnectAsync();
        var insert = await session.PrepareAsync("INSERT INTO shop.calls (hour, at, note) VALUES (?, ?, ?)");
        await session.ExecuteAsync(insert.Bind("h", 1, "kept"));

        await session.ExecuteAsync(insert.Bind("h", 1));
        var kept = (await session.ExecuteAsync(new SimpleStatement("SELECT note FROM shop.calls WHERE hour = 'h'"))).Single();
        await session.ExecuteAsync(insert.Bind(new { hour = "h", at = 1, note = (string?)null }));
        var gone = (await session.ExecuteAsync(new SimpleStatement("SELECT note, at FROM shop.calls WHERE hour = 'h'"))).Single();

        Assert.Equal("kept", kept.GetValue<string>("note"));
        Assert.True(gone.IsNull("note"));
        Assert.Throws<NullReferenceException>(() => gone.GetValue<int>("note") is 0 && gone.IsNull("at"));
    }

    [Fact]
    public async Task A_statement_that_the_server_forgot_is_prepared_once_more()
    {
        await using var server = Clients.Server();
        using var cluster = Clients.Builder(server).Build();
        using var session = await cluster.ConnectAsync();
        var insert = await session.PrepareAsync("INSERT INTO shop.calls (hour, at, note) VALUES (?, ?, ?)");
        await session.PrepareAsync("INSERT INTO shop.calls (hour, at, note) VALUES (?, ?, ?)");
        var before = server.Counters.Requests(WireOpcode.Prepare);

        server.ForgetPrepared();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => session.ExecuteAsync(insert.Bind("h", i, "x"))));

        Assert.Equal(1, before);
        Assert.InRange(server.Counters.Requests(WireOpcode.Prepare), 2, 12); // those that came together waited for one
    }

    [Fact]
    public async Task A_server_that_always_forgets_is_left_and_not_asked_for_ever()
    {
        await using var server = Clients.Server();
        using var cluster = Clients.Builder(server).Build();
        using var session = await cluster.ConnectAsync();
        var select = await session.PrepareAsync("SELECT note FROM shop.calls WHERE hour = ?");
        server.Faults.On(FaultKind.Unprepared);

        var error = await Assert.ThrowsAsync<NoHostAvailableException>(() => session.ExecuteAsync(select.Bind("h")));

        Assert.IsType<PreparedQueryNotFoundException>(error.Errors.Values.Single());
        Assert.Equal(2, server.Counters.Requests(WireOpcode.Prepare));
    }

    [Fact]
    public async Task Users_with_the_right_password_come_in_and_others_learn_why_not()
    {
        await using var server = Clients.Server(new() { Users = new Dictionary<string, string> { ["anna"] = "right" } });

        using var right = Clients.Builder(server).WithCredentials("anna", "right").Build();
        using var wrong = Clients.Builder(server).WithCredentials("anna", "wrong").Build();
        using var nobody = Clients.Builder(server).Build();
        using var session = await right.ConnectAsync(Clients.Keyspace);
        var refused = await Assert.ThrowsAsync<NoHostAvailableException>(() => wrong.ConnectAsync());
        var asked = await Assert.ThrowsAsync<NoHostAvailableException>(() => nobody.ConnectAsync());

        Assert.Equal(Clients.Keyspace, session.Keyspace);
        Assert.IsType<global::Cassandra.AuthenticationException>(refused.Errors.Values.Single());
        Assert.Contains("WithCredentials", asked.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TLS_trusts_its_own_authority_and_shows_the_clients_certificate()
    {
        using var certificates = new FakeCertificates();
        using var others = new FakeCertificates("another authority");
        await using var server = Clients.Server(new() { Certificate = certificates.Server(), ClientAuthority = certificates.Authority });
        var trusting = new SSLOptions(SslProtocols.None, false, CertificateAuthority.Trust(certificates.Authority));

        using var known = Clients.Builder(server).WithSSL(trusting.SetCertificateCollection([certificates.Client()])).Build();
        using var session = await known.ConnectAsync();
        using var unknown = Clients.Builder(server).WithSSL(new SSLOptions(SslProtocols.None, false, CertificateAuthority.Trust(certificates.Authority))).Build();
        using var distrusting = Clients.Builder(server).WithSSL(new SSLOptions(SslProtocols.None, false, CertificateAuthority.Trust(others.Authority))).Build();
        using var system = Clients.Builder(server).WithSSL().Build();

        await Clients.WriteAndReadAsync(session, 20);
        await Assert.ThrowsAsync<NoHostAvailableException>(() => unknown.ConnectAsync());
        await Assert.ThrowsAsync<NoHostAvailableException>(() => distrusting.ConnectAsync());
        await Assert.ThrowsAsync<NoHostAvailableException>(() => system.ConnectAsync());
    }

    [Fact]
    public async Task On_Astra_writes_are_at_LocalQuorum_and_keyspaces_are_not_made()
    {
        await using var server = Clients.Server(new() { IsAstra = true });
        using var cluster = Clients.Builder(server).Build();
        using var session = await cluster.ConnectAsync(Clients.Keyspace);

        var written = await session.ExecuteAsync(new SimpleStatement("INSERT INTO shop.calls (hour, at, note) VALUES ('h', 1, 'x')"));

        Assert.Equal(ConsistencyLevel.LocalQuorum, written.Info.AchievedConsistency);
        Assert.True(cluster.Metadata.IsDbaas);
        Assert.Throws<InvalidQueryException>(() => session.CreateKeyspaceIfNotExists("more"));
    }

    [Fact]
    public async Task Synchronous_members_do_the_same_and_a_table_can_be_made_and_used()
    {
        await using var server = Clients.Server();
        using var cluster = Clients.Builder(server).Build();
        using var session = cluster.Connect();

        session.CreateKeyspaceIfNotExists("other");
        session.ChangeKeyspace("other");
        var made = session.Execute("CREATE TABLE things (id int PRIMARY KEY, name text)");
        session.Execute("INSERT INTO things (id, name) VALUES (1, 'first')", ConsistencyLevel.One);
        var row = session.Execute(session.Prepare("SELECT * FROM things WHERE id = ?").Bind(1)).First();

        Assert.Equal("first", row["name"]);
        Assert.True(made.Info.IsSchemaInAgreement);
        Assert.Equal("other", session.Keyspace);
        Assert.Throws<KeyNotFoundException>(() => row["nothing"]);
        Assert.Throws<ArgumentException>(() => row.GetValue<string>("nothing"));
    }
}
