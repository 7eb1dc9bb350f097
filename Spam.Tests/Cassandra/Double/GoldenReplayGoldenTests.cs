namespace Spam.Tests.Cassandra.Double;

/// <summary>A recorded client's frames, sent to the replay of its own recording, get the recorded answers.</summary>
public class GoldenReplayGoldenTests
{
    public static TheoryData<string> Scenarios => GoldenScenario.Names(["v4", "4.1/v4"]);

    [SkippableTheory, MemberData(nameof(Scenarios))]
    public async Task The_recorded_client_gets_the_recorded_bytes(string scenario)
    {
        Skip.If(scenario.EndsWith("/errors", StringComparison.Ordinal), "Its client sends bytes that are no frames, which were not recorded.");
        var lines = GoldenScenario.Read(scenario);
        await using var replay = GoldenReplay.Start(lines, isExact: true);
        var connections = new Dictionary<int, RawCql>();
        var (frames, equal) = (0, 0);

        foreach (var line in lines.Where(line => line.Kind == "frame"))
        {
            if (!connections.TryGetValue(line.Connection, out var connection))
                connections[line.Connection] = connection = await RawCql.ConnectAsync(replay.EndPoint);
            if (line.IsFromClient)
            {
                await connection.SendAsync(line.Bytes);
                continue;
            }

            frames++;
            equal += (await connection.ReceiveAsync()).AsSpan().SequenceEqual(line.Bytes) ? 1 : 0;
        }

        Assert.Equal(frames, equal);
        Assert.Empty(replay.Differences);
        Assert.Equal(0, replay.Left);
    }

    [SkippableFact]
    public async Task Another_stream_id_is_answered_on_and_another_request_is_noted()
    {
        var lines = GoldenScenario.Read("v4/connect_plain");
        await using var replay = GoldenReplay.Start(lines, isExact: false);
        using var client = await RawCql.ConnectAsync(replay.EndPoint);

        var supported = await client.AskAsync(77, Wire.Opcode.Options, new());
        var ready = await client.AskAsync(78, Wire.Opcode.Register, new());

        Assert.Equal(77, Wire.FrameHeader.Read(supported).Stream);
        Assert.Equal(78, Wire.FrameHeader.Read(ready).Stream);
        Assert.Single(replay.Differences);
    }
}
