using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Spam.Bench.Faults.Clients;

/// <summary>Clients who hold connections by sending a byte now and then: of headers, or of a body.</summary>
static class SlowClients
{
    const int Count = 1_000, HeadersSeconds = 5;
    static readonly TimeSpan _between = TimeSpan.FromMilliseconds(500), _longest = TimeSpan.FromSeconds(20), _opening = TimeSpan.FromSeconds(4);

    public static Fault OfHeaders { get; } = new(
        "slow-headers", "slowloris, headers", $"{Count} connections, opened within {_opening.TotalSeconds} s, send a byte of their headers every {_between.TotalSeconds} s; `HEADERS_SECONDS={HeadersSeconds}` (30 by default)",
        "each ends with 408; good clients' p99 at most doubles", place => TryAsync(place, "GET /prediction?text=ab HTTP/1.1\r\nhost: a\r\nx-slow: "));

    public static Fault OfBodies { get; } = new(
        "slow-body", "slowloris, body", $"{Count} connections, opened within {_opening.TotalSeconds} s, send a byte of their body every {_between.TotalSeconds} s",
        "each ends with 408; good clients' p99 at most doubles", place => TryAsync(place, "POST /prediction HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 10000\r\n\r\n"));

    static async Task<Finding> TryAsync(FaultPlace place, string begin)
    {
        var service = await place.ServeAsync(("HEADERS_SECONDS", HeadersSeconds.ToString(CultureInfo.InvariantCulture)));
        await GoodClients.AskAsync(service.Address, seconds: 2); // warm up
        var before = await GoodClients.AskAsync(service.Address, seconds: 4);

        var good = GoodClients.Begin(service.Address);
        var start = Stopwatch.GetTimestamp();
        var ends = await Task.WhenAll(Enumerable.Range(0, Count).Select(i => HoldAsync(service.Address, Encoding.ASCII.GetBytes(begin), i * _opening / Count)));
        var took = Stopwatch.GetElapsedTime(start);
        var during = await good.EndAsync();
        var after = await GoodClients.AskAsync(service.Address, seconds: 4);

        var timedOut = ends.Count(status => status == 408);
        var usual = Math.Max(before.P99, after.P99);
        return Finding.Of(
            timedOut == Count && during.Failures == 0 && during.P99 <= 2 * usual,
            $"{timedOut} of {Count} ended with 408 within {took.TotalSeconds:0.0} s; good clients: {during.Count} answers, {during.Failed}, p99 {during.P99:0} ms ({before.P99:0} before, {after.P99:0} after)");
    }

    // The status that the server ends it with; 0 where it gives none, or bears it to the end.
    static async Task<int> HoldAsync(Uri server, byte[] begin, TimeSpan wait)
    {
        await Task.Delay(wait);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var patience = new CancellationTokenSource(_longest);
        try
        {
            await socket.ConnectAsync(server.Host, server.Port, patience.Token);
            await socket.SendAsync(begin, patience.Token);
            var answer = new byte[64];
            var receiving = socket.ReceiveAsync(answer, patience.Token).AsTask();
            while (await Task.WhenAny(receiving, Task.Delay(_between, patience.Token)) != receiving && !patience.IsCancellationRequested)
                await socket.SendAsync(" "u8.ToArray(), patience.Token);
            var count = await receiving;
            return count >= 12 ? int.Parse(Encoding.ASCII.GetString(answer, 9, 3), CultureInfo.InvariantCulture) : 0;
        }
        catch (Exception cause) when (cause is SocketException or OperationCanceledException)
        {
            return 0;
        }
    }
}
