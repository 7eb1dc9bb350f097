using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Spam.Bench.Faults.Clients;

/// <summary>Requests that are too large in every way, again and again, and what they cost.</summary>
static partial class LargeRequests
{
    const int Rounds = 10, AtOnce = 16;
    const double LimitMegabytes = 2;

    static readonly (string Name, int Status, byte[] Bytes)[] _requests =
    [
        ("a body of 50 MB", 413, Ascii("POST /prediction HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: 50000000\r\n\r\n", new string(' ', 5_000_000))),
        ("the same without a length", 413, Ascii(
            "POST /prediction HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n4c4b40\r\n", new string(' ', 5_000_000))),
        ("2,000 texts", 422, Post("/predictions", $$"""{"texts":[{{string.Join(',', Enumerable.Repeat("\"a\"", 2_000))}}]}""")),
        ("a text of 1.9 million characters", 422, Post("/prediction", $$"""{"text":"{{new string('a', 1_900_000)}}"}""")),
        ("JSON 900,000 deep", 400, Post("/prediction", new string('[', 900_000))),
        ("a URL of 66 KB", 414, Ascii($"GET /prediction?text={new string('a', 66_000)} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")),
        ("a URL of 1 MB", 414, Ascii($"GET /prediction?text={new string('a', 1_000_000)} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")),
        ("40 KB of headers", 431, Ascii($"GET /health/live HTTP/1.1\r\nhost: a\r\nx: {new string('a', 40_000)}\r\n\r\n")),
        ("150 headers", 431, Ascii($"GET /health/live HTTP/1.1\r\nhost: a\r\n{string.Concat(Enumerable.Range(0, 150).Select(i => $"x-{i}: a\r\n"))}\r\n")),
    ];

    public static Fault Fault { get; } = new(
        "large-requests", "huge bodies, many texts, long URLs, deep JSON, many headers", $"{_requests.Length} kinds, {Rounds} rounds of {AtOnce} at once each",
        $"413, 422, 400, 414 or 431, always the same; memory rises by less than twice the limit of a body (2 MB) for each of the {AtOnce}", TryAsync);

    static async Task<Finding> TryAsync(FaultPlace place)
    {
        var service = await place.ServeAsync();
        await GoodClients.AskAsync(service.Address, seconds: 2);
        foreach (var (_, _, bytes) in _requests)
            await AskAsync(service.Address, bytes); // warm up
        var before = service.Process.Megabytes;
        var wrong = new List<string>();
        var unread = await AskAllAsync(service, status => status is 413 or 414 or 431, wrong);
        var read = await AskAllAsync(service, status => status is 400 or 422, wrong);

        var good = await GoodClients.AskAsync(service.Address, seconds: 1);
        var isKept = wrong.Count == 0 && Math.Max(unread, read) - before < 2 * LimitMegabytes * AtOnce && good.Failures == 0;
        return Finding.Of(
            isKept,
            $"{_requests.Length * Rounds * AtOnce} requests, {wrong.Count} answered otherwise{(wrong.Count == 0 ? "" : $" ({string.Join(", ", wrong.Distinct().Take(3))})")}; memory {before:0} MB before, {unread:0} MB at most with those refused unread, {read:0} MB with those within the limit of a body, which are read; then {good.Count} answers, {good.Failed}");
    }

    // The most memory, in megabytes, while those are sent that are to be answered so.
    static async Task<double> AskAllAsync(ServiceUnderFault service, Func<int, bool> isAsked, List<string> wrong)
    {
        var most = 0.0;
        for (var i = 0; i < Rounds; i++)
        {
            foreach (var (name, expected, bytes) in _requests.Where(request => isAsked(request.Status)))
            {
                var statuses = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => AskAsync(service.Address, bytes)));
                most = Math.Max(most, service.Process.Megabytes);
                wrong.AddRange(statuses.Where(status => status != expected).Select(status => $"{name}: {status}"));
            }
        }

        return most;
    }

    // Sends and reads at the same time: a server may refuse before it has read all.
    static async Task<int> AskAsync(Uri server, byte[] bytes)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server.Host, server.Port);
        var sending = SendAsync(socket, bytes);
        var answer = new byte[12];
        var length = 0;
        try
        {
            for (int count; length < answer.Length && (count = await socket.ReceiveAsync(answer.AsMemory(length))) > 0;)
                length += count;
        }
        catch (SocketException)
        {
            return 0;
        }
        finally
        {
            socket.Close();
            await sending;
        }

        return Status().Match(Encoding.ASCII.GetString(answer)) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 0;
    }

    static async Task SendAsync(Socket socket, byte[] bytes)
    {
        try
        {
            await socket.SendAsync(bytes);
        }
        catch (Exception cause) when (cause is SocketException or ObjectDisposedException)
        {
            return; // refused on the way
        }
    }

    static byte[] Post(string path, string body)
        => Ascii($"POST {path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {body.Length}\r\n\r\n", body);

    static byte[] Ascii(params string[] parts) => Encoding.ASCII.GetBytes(string.Concat(parts));

    [GeneratedRegex(@"^HTTP/1\.1 (\d{3})")]
    private static partial Regex Status();
}
