using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double;

/// <summary>Gives a double what a real client sent, and compares what it answers with what a real server answered.</summary>
sealed class GoldenExchange : IDisposable
{
    const string Elsewhere = "(elsewhere) ";

    readonly FakeCassandra _server;
    readonly Queue<GoldenLine> _answers;
    readonly Dictionary<int, RawCql> _connections = [];
    string _step = "";

    GoldenExchange(FakeCassandra server, List<GoldenLine> lines)
        => (_server, _answers) = (server, new(lines.Where(line => line is { Kind: "frame", IsFromClient: false })));

    /// <summary>Steps whose answers differ on purpose: nobody waits long for them.</summary>
    public required Func<string, bool> IsLeftOut { get; init; }

    /// <summary>Answers that were compared.</summary>
    public int Total { get; private set; }

    /// <summary>Answers that are the same byte by byte.</summary>
    public int SameBytes { get; private set; }

    /// <summary>Answers that are not of the same structure: the step, and both.</summary>
    public List<(string Step, string Text)> Differences { get; } = [];

    /// <summary>Connects as the recorded client was connected before the recording began.</summary>
    public static async Task<GoldenExchange> OpenAsync(FakeCassandra server, List<GoldenLine> lines, Func<string, bool> isLeftOut)
    {
        var exchange = new GoldenExchange(server, lines) { IsLeftOut = isLeftOut };
        var frames = lines.Where(line => line.Kind == "frame").ToArray();
        var isConnected = frames.All(line => line.Bytes[4] != (byte)Opcode.Startup);
        foreach (var connection in frames.GroupBy(line => line.Connection))
        {
            var raw = await RawCql.ConnectAsync(server.EndPoint, starts: isConnected);
            exchange._connections[connection.Key] = raw;
            if (isConnected)
                await raw.QueryAsync("USE golden");
            if (isConnected && connection.Any(line => line.Bytes[4] == (byte)Opcode.Event))
                await raw.AskAsync(2, Opcode.Register, new WireWriter().Strings(["TOPOLOGY_CHANGE", "STATUS_CHANGE", "SCHEMA_CHANGE"]));
        }

        return exchange;
    }

    /// <summary>Sends, compares or does what the next line says.</summary>
    public async Task TakeAsync(GoldenLine line)
    {
        if (line.Kind == "step")
            Step(line.Text);
        if (line.Kind != "frame")
            return;
        var connection = _connections[line.Connection];
        if (line.IsFromClient)
        {
            if (_answers.Count > 0 && RawCql.Outcome(_answers.Peek().Bytes).StartsWith("OVERLOADED", StringComparison.Ordinal))
                _ = _server.ShutDownAsync(TimeSpan.FromSeconds(1));
            await connection.SendAsync(line.Bytes);
            return;
        }

        _answers.Dequeue();
        var answer = await connection.ReceiveAsync(IsLeftOut(_step) ? 0.1 : 10);
        var (got, real) = (AnswerText.Of(answer), AnswerText.Of(line.Bytes));
        Total++;
        if (answer.AsSpan().SequenceEqual(line.Bytes))
            SameBytes++;
        else if (got != real)
            Differences.Add((_step, $"[{_step}]\n  double {got}\n  real   {real}"));
    }

    public void Dispose()
    {
        foreach (var connection in _connections.Values)
            connection.Dispose();
    }

    void Step(string text)
    {
        _step = text;
        if (!text.StartsWith(Elsewhere, StringComparison.Ordinal))
            return;
        var cql = text[Elsewhere.Length..] switch
        {
            "ALTER TABLE ADD b int" => "ALTER TABLE golden.moving ADD b int",
            "DROP TABLE" => "DROP TABLE golden.moving",
            var whole => whole,
        };
        try
        {
            _server.Run(cql);
        }
        catch (ServerError)
        {
            // a statement that the double does not know: the answers differ, and say so
        }
    }
}
