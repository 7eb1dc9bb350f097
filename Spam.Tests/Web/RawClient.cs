using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Spam.Tests.Web;

/// <summary>Sends bytes over a socket and takes all that comes back.</summary>
static class RawClient
{
    static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    /// <summary>Sends <paramref name="request"/> and reads until the server closes the connection.</summary>
    public static async Task<RawAnswer> SendAsync(int port, byte[] request, bool isHead = false)
    {
        using var deadline = new CancellationTokenSource(_patience);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, deadline.Token);
        var stream = client.GetStream();
        using var received = new MemoryStream();
        try
        {
            var sent = await SendHeadAsync(stream, request, received, deadline.Token);
            await stream.WriteAsync(request.AsMemory(sent), deadline.Token);
            await stream.CopyToAsync(received, deadline.Token);
        }
        catch (IOException)
        {
            // The server cut the connection: what came before counts.
        }

        return RawAnswer.Parse(received.ToArray(), isHead);
    }

    // Who asks whether to go on sends the head, and the body when told so.
    static async Task<int> SendHeadAsync(NetworkStream stream, byte[] request, MemoryStream received, CancellationToken cancellation)
    {
        var head = request.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
        if (!Encoding.Latin1.GetString(request.AsSpan(0, head)).Contains("expect: 100-continue", StringComparison.Ordinal))
            return 0;
        await stream.WriteAsync(request.AsMemory(0, head), cancellation);
        var answer = new byte[1];
        while (received.Length < 4 || !received.ToArray().AsSpan().EndsWith("\r\n\r\n"u8))
        {
            await stream.ReadExactlyAsync(answer, cancellation);
            received.Write(answer);
        }

        return head;
    }

    /// <summary>Sends a request of the usual form, and asks to close the connection.</summary>
    public static Task<RawAnswer> SendAsync(int port, string method, string target, string? body = null, params (string Name, string Value)[] headers)
    {
        var bytes = body is null ? [] : Encoding.UTF8.GetBytes(body);
        var head = new StringBuilder($"{method} {target} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n");
        foreach (var (name, value) in headers)
            head.Append($"{name}: {value}\r\n");
        if (body is not null)
            head.Append($"content-length: {bytes.Length}\r\n");
        return SendAsync(port, [.. Encoding.Latin1.GetBytes(head + "\r\n"), .. bytes], method == "HEAD");
    }
}
