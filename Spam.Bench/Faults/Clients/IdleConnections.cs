using System.Diagnostics;
using System.Net.Sockets;
using Spam.Bench.Load;

namespace Spam.Bench.Faults.Clients;

/// <summary>Ten thousand connections that ask nothing.</summary>
static class IdleConnections
{
    const int Count = 10_000, AtOnce = 100, Asked = 50;
    const double MostKilobytes = 50, MostMillis = 100;

    public static Fault Fault { get; } = new(
        "idle-connections", $"{Count} idle connections", $"{Count} connections are opened and send nothing; then {Asked} new ones ask once each",
        $"at most {MostKilobytes} KB each; a new request is answered within {MostMillis} ms", TryAsync);

    static async Task<Finding> TryAsync(FaultPlace place)
    {
        var service = await place.ServeAsync();
        await GoodClients.AskAsync(service.Address, seconds: 2);
        var before = service.Process.Megabytes;
        var idle = new List<Socket>(Count);
        try
        {
            while (idle.Count < Count)
                idle.AddRange(await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => OpenAsync(service.Address))));
            await Task.Delay(TimeSpan.FromSeconds(2)); // until all are accepted
            var open = await service.MetricAsync("kestrel_active_connections");
            var each = (service.Process.Megabytes - before) * 1e3 / Count;
            var times = await TimesAsync(service.Address);
            return Finding.Of(
                open >= Count && each <= MostKilobytes && times[Asked / 2] <= MostMillis,
                $"{open} open; {each:0.0} KB each ({before:0} MB before); new requests: half within {times[Asked / 2]:0.0} ms, the slowest {times[^1]:0.0} ms");
        }
        finally
        {
            idle.ForEach(socket => socket.Dispose());
        }
    }

    static async Task<Socket> OpenAsync(Uri server)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server.Host, server.Port);
        return socket;
    }

    static async Task<List<double>> TimesAsync(Uri server)
    {
        var times = new List<double>();
        for (var i = 0; i < Asked; i++)
        {
            var start = Stopwatch.GetTimestamp();
            using var client = new LoadClient();
            await client.ConnectAsync(server);
            if (await client.SendAsync("/prediction", LoadTexts.NewText()) == 200)
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        return times.Count == Asked ? times : throw new InvalidOperationException($"{Asked - times.Count} of {Asked} requests were not answered with 200.");
    }
}
