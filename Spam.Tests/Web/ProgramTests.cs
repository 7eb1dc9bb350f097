using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Spam.Tests.Web;

public sealed class ProgramTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_a_model_it_says_how_to_train_one()
    {
        await using var server = ServerProcess.Begin(_folder.Path);

        var (exitCode, error) = await server.EndAsync();

        Assert.Equal(1, exitCode);
        Assert.Equal(
            "There is no model in artifacts/spam: the folder does not exist.\n" +
            "Train one (about a minute):\n  dotnet run --project Spam.Train\nor set MODEL_DIRECTORY to a folder that holds one.\n", error);
    }

    [Fact]
    public async Task A_broken_model_is_named()
    {
        Model.TinyModel.Write(_folder["artifacts/spam/v1"], Model.TinyModel.Metadata("ham", "spam"), width: 2);
        File.Delete(_folder["artifacts/spam/v1/tiny_tokenizer.json"]);
        await using var server = ServerProcess.Begin(_folder.Path);

        var (exitCode, error) = await server.EndAsync();

        Assert.Equal(1, exitCode);
        Assert.StartsWith("The model cannot be used. ", error, StringComparison.Ordinal);
        Assert.Contains("tokenizer", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_settings_are_listed_all_at_once()
    {
        _folder.Write(".env", "PORT=many\nSTORE=oracle\n");
        await using var server = ServerProcess.Begin(_folder.Path, ("STORE", "paper"));

        var (exitCode, error) = await server.EndAsync();

        Assert.Equal(1, exitCode);
        Assert.Equal(
            """
            The settings have 2 problems:
              STORE=paper is none of sqlite, cassandra, astra, none.
              PORT=many is no whole number from 0 to 65535. Leave it away for 8000.
            Settings are environment variables, or lines of a file .env in this folder; .env.sample explains each.

            """, error);
    }

    [Fact]
    public async Task The_store_can_be_tried_out_without_a_model()
    {
        await using var check = ServerProcess.Begin(_folder.Path, ["check-store"]);
        await using var other = ServerProcess.Begin(_folder.Path, ["check-shop"]);

        var (exitCode, error) = await check.EndAsync();
        var (otherCode, otherError) = await other.EndAsync();

        Assert.Equal((0, "", "The store is ready."), (exitCode, error, check.Lines[^1]));
        Assert.Equal(
            (1, "Spam.Web is started without arguments, or with check-store or check-health; got 'check-shop'. Everything else is set by variables: see .env.sample.\n"), (otherCode, otherError));
    }

    [Fact]
    public async Task A_container_asks_the_service_for_its_health()
    {
        await using var server = await ServerProcess.StartAsync(_folder.Path);
        await using var check = ServerProcess.Begin(_folder.Path, ["check-health"], ("PORT", $"{server.Port}"));
        var (healthy, _) = await check.EndAsync();
        server.Kill();
        await server.EndAsync();
        await using var again = ServerProcess.Begin(_folder.Path, ["check-health"], ("PORT", $"{server.Port}"));

        var (gone, _) = await again.EndAsync();

        Assert.Equal((0, 1), (healthy, gone));
        Assert.StartsWith("{\"status\":\"ready\"", check.Lines[^1], StringComparison.Ordinal);
        Assert.StartsWith($"http://127.0.0.1:{server.Port}/health/ready does not answer", again.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_in_one_line()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await using var server = ServerProcess.Begin(_folder.Path, ("MOCK_MODEL_CLASS", "1"), ("PORT", $"{port}"));

        var (exitCode, error) = await server.EndAsync();

        Assert.Equal((1, $"Port {port} is in use. Try another: PORT={port + 1} dotnet run --project Spam.Web\n"), (exitCode, error));
    }

    [Fact]
    public async Task Without_settings_the_newest_version_of_the_trained_model_answers()
    {
        foreach (var version in (string[])["v2", "v9", "v10"])
            Model.TinyModel.Write(_folder[$"artifacts/spam/{version}"], Model.TinyModel.Metadata("ham", "spam"), width: 2);
        await using var server = await ServerProcess.StartAsync(_folder.Path, ("MOCK_MODEL_CLASS", ""));

        var info = await RawClient.SendAsync(server.Port, "GET", "/");
        var answer = await RawClient.SendAsync(server.Port, "GET", "/prediction?text=free+prize");

        Assert.Contains("\"model_directory\":\"artifacts/spam/v10\",\"model_version\":\"v10\"", info.Text, StringComparison.Ordinal);
        Assert.Equal(200, answer.Status);
        Assert.True(File.Exists(_folder["data/spam.db"]));
    }

    [Fact]
    public async Task A_signal_to_stop_fails_no_request_and_loses_no_call()
    {
        await using var server = await ServerProcess.StartAsync(_folder.Path);
        using var started = new CountdownEvent(8);
        var clients = Enumerable.Range(0, 8).Select(i => Task.Run(() => AskUntilClosedAsync(server.Port, i, started))).ToArray();
        await Task.Run(started.Wait);

        server.Terminate();
        var answered = (await Task.WhenAll(clients)).Sum();
        var (exitCode, error) = await server.EndAsync();

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal((long)answered, Count("SELECT count(*) FROM calls"));
        Assert.Equal((long)answered, Count("SELECT count(*) FROM predictions"));
    }

    [Fact]
    public async Task What_was_acknowledged_as_cached_outlives_a_kill_under_load()
    {
        var cached = new List<string>();
        var patient = ("STORE_TIMEOUT_MS", "30000"); // whoever is told that an answer is cached has waited for the store, so long at most
        await using (var server = await ServerProcess.StartAsync(_folder.Path, patient))
        {
            var clients = Enumerable.Range(0, 8).Select(i => Task.Run(() => AskTwiceUntilKilledAsync(server.Port, i, cached))).ToArray();
            while (Snapshot(cached).Count < 200)
                await Task.Delay(1);
            server.Kill();
            await Task.WhenAll(clients);
        }

        await using var restarted = await ServerProcess.StartAsync(_folder.Path, patient);

        foreach (var text in cached)
            Assert.Contains("\"from_cache\":true", (await RawClient.SendAsync(restarted.Port, "GET", $"/prediction?text={text}")).Text, StringComparison.Ordinal);
        Assert.Equal("ok", Scalar("PRAGMA integrity_check"));
        Assert.DoesNotContain(restarted.Lines, line => line.Contains("damaged", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Log_lines_can_be_JSON()
    {
        await using var server = await ServerProcess.StartAsync(_folder.Path, ("LOG_FORMAT", "json"));
        await RawClient.SendAsync(server.Port, "GET", "/prediction?text=secret", headers: ("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));

        server.Terminate();
        await server.EndAsync();

        var request = server.Lines.Select(line => JsonDocument.Parse(line).RootElement).Select(line => line.GetProperty("State")).Single(state => state.TryGetProperty("TraceId", out _));
        Assert.Equal(("GET", "/prediction", 200), (request.GetProperty("Method").GetString(), request.GetProperty("Path").GetString(), request.GetProperty("Status").GetInt32()));
        Assert.Equal("4bf92f3577b34da6a3ce929d0e0e4736", request.GetProperty("TraceId").GetString());
        Assert.DoesNotContain(server.Lines, line => line.Contains("secret", StringComparison.Ordinal));
    }

    // Asks new texts on one connection until the server asks to close it. A request that gets no whole answer throws.
    static async Task<int> AskUntilClosedAsync(int port, int client, CountdownEvent started)
    {
        using var connection = await KeptConnection.OpenAsync(port);
        for (var i = 1; ; i++)
        {
            var answer = await connection.PredictAsync($"{client}-{i}");
            Assert.Equal(200, answer.Status);
            if (i == 5)
                started.Signal();
            if (answer.Headers.GetValueOrDefault("connection") == "close")
                return i;
        }
    }

    static async Task AskTwiceUntilKilledAsync(int port, int client, List<string> cached)
    {
        try
        {
            using var connection = await KeptConnection.OpenAsync(port);
            for (var i = 0; ; i++)
            {
                var text = $"{client}-{i}";
                await connection.PredictAsync(text);
                if ((await connection.PredictAsync(text)).Text.Contains("\"from_cache\":true", StringComparison.Ordinal))
                {
                    lock (cached)
                        cached.Add(text);
                }
            }
        }
        catch (IOException)
        {
            return; // killed
        }
    }

    static List<string> Snapshot(List<string> list)
    {
        lock (list)
            return [.. list];
    }

    long Count(string sql) => (long)Scalar(sql)!; // SQLite counts in 64 bits

    object? Scalar(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder["data/spam.db"]};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    /// <summary>A connection for several requests.</summary>
    sealed class KeptConnection(TcpClient client) : IDisposable
    {
        readonly byte[] _received = new byte[65_536];

        public static async Task<KeptConnection> OpenAsync(int port)
        {
            var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
            return new(client);
        }

        public async Task<RawAnswer> PredictAsync(string text)
        {
            var body = $$"""{"text":"{{text}}"}""";
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST /prediction HTTP/1.1\r\nhost: a\r\ncontent-length: {body.Length}\r\n\r\n{body}"));
            for (var length = 0; ;)
            {
                var count = await client.GetStream().ReadAsync(_received.AsMemory(length));
                if (count == 0)
                    throw new IOException("The server closed the connection before its answer.");
                length += count;
                if (RawAnswer.Parse(_received.AsSpan(0, length), isHead: false) is { Status: > 0, IsWhole: true } answer)
                    return answer;
            }
        }

        public void Dispose() => client.Dispose();
    }
}
