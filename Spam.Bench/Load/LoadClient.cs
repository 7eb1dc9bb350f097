using System.Buffers.Text;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Spam.Bench.Load;

/// <summary>One caller on one connection, who asks again as soon as it has an answer.</summary>
sealed class LoadClient : IDisposable
{
    readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    readonly byte[] _received = new byte[1 << 20];
    readonly List<long> _ticks = new(1 << 18);

    /// <summary>How long each answer took, in stopwatch ticks.</summary>
    public IReadOnlyList<long> Ticks => _ticks;

    /// <summary>Answers that were not 200.</summary>
    public int Failures { get; private set; }

    /// <summary>Whether the last answer asked to close the connection.</summary>
    public bool IsClosing { get; private set; }

    /// <summary>Opens the connection.</summary>
    public async Task ConnectAsync(Uri server) => await _socket.ConnectAsync(server.Host, server.Port);

    /// <summary>Asks until <paramref name="end"/>.</summary>
    /// <param name="target">The path.</param>
    /// <param name="nextBody">The next JSON to send.</param>
    /// <param name="end">A stopwatch timestamp.</param>
    public async Task RunAsync(string target, Func<string> nextBody, long end)
    {
        for (var now = Stopwatch.GetTimestamp(); now < end;)
        {
            await SendAsync(target, nextBody());
            var after = Stopwatch.GetTimestamp();
            _ticks.Add(after - now);
            now = after;
        }
    }

    /// <summary>Asks once.</summary>
    /// <returns>The answer's status.</returns>
    public Task<int> SendAsync(string target, string body) => SendAsync(Encoding.UTF8.GetBytes(
        $"POST {target} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"));

    async Task<int> SendAsync(byte[] bytes)
    {
        await _socket.SendAsync(bytes);
        var length = 0;
        do
        {
            var count = await _socket.ReceiveAsync(_received.AsMemory(length));
            if (count == 0)
                throw new IOException("The server closed the connection.");
            length += count;
        }
        while (!IsWhole(_received.AsSpan(0, length)));
        if (!Utf8Parser.TryParse(_received.AsSpan("HTTP/1.1 ".Length), out int status, out _) || status != 200)
            Failures++;
        IsClosing = _received.AsSpan(0, length).IndexOf("Connection: close"u8) >= 0;
        return status;
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return false;
        var field = answer.IndexOf("Content-Length: "u8);
        return Utf8Parser.TryParse(answer[(field + "Content-Length: ".Length)..], out int length, out _) && answer.Length >= head + 4 + length;
    }
}
