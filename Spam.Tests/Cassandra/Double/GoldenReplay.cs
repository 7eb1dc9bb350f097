using System.Net;
using System.Net.Sockets;
using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double;

/// <summary>
/// Plays a recorded server: takes the frames that the recorded client sent, and answers with the bytes that the real server answered, but for the stream id, which is the client's.
/// The connections of a client meet those of the recording in their order.
/// </summary>
sealed class GoldenReplay : IAsyncDisposable
{
    readonly Lock _lock = new();
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly Queue<GoldenLine[]> _connections;
    readonly List<string> _differences = [];
    readonly List<TcpClient> _clients = [];
    readonly bool _isExact;

    GoldenReplay(IEnumerable<GoldenLine> lines, bool isExact)
    {
        _isExact = isExact;
        _connections = new(lines.Where(line => line.Kind is "frame" or "close").GroupBy(line => line.Connection)
            .Where(group => group.Any(line => line.Kind == "frame")).Select(group => group.ToArray()));
        _listener.Start();
        _ = AcceptAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>Where the client was not as recorded.</summary>
    public IReadOnlyList<string> Differences
    {
        get
        {
            lock (_lock)
                return [.. _differences];
        }
    }

    /// <summary>Recorded requests that nobody has sent yet.</summary>
    public int Left { get; private set; }

    /// <summary>Starts. <paramref name="isExact"/>: the client's frames are to be the recorded ones byte by byte; else their opcodes are.</summary>
    public static GoldenReplay Start(IReadOnlyList<GoldenLine> lines, bool isExact)
        => new(lines, isExact) { Left = lines.Count(line => line is { Kind: "frame", IsFromClient: true }) };

    public ValueTask DisposeAsync()
    {
        _listener.Stop();
        lock (_lock)
            _clients.ForEach(client => client.Dispose());
        return ValueTask.CompletedTask;
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                GoldenLine[]? lines;
                lock (_lock)
                {
                    _clients.Add(client);
                    if (!_connections.TryDequeue(out lines))
                        _differences.Add("a connection more than recorded");
                }

                if (lines is null)
                    client.Dispose();
                else
                    _ = PlayAsync(client, lines);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // the listener was stopped
        }
    }

    async Task PlayAsync(TcpClient client, GoldenLine[] lines)
    {
        var streams = new Dictionary<short, short> { [-1] = -1, [0] = 0 };
        try
        {
            var stream = client.GetStream();
            foreach (var line in lines)
            {
                if (line.Kind == "close")
                {
                    if (!line.IsFromClient)
                        client.Dispose();
                    continue;
                }

                var recorded = FrameHeader.Read(line.Bytes);
                if (!line.IsFromClient)
                {
                    var answer = line.Bytes.ToArray();
                    (recorded with { Stream = streams.GetValueOrDefault(recorded.Stream, recorded.Stream) }).Write(answer);
                    await stream.WriteAsync(answer);
                    continue;
                }

                var frame = await ReadAsync(stream);
                streams[recorded.Stream] = FrameHeader.Read(frame).Stream;
                Compare(frame, line.Bytes);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // the client is gone: what is left says so
        }
    }

    static async Task<byte[]> ReadAsync(NetworkStream stream)
    {
        var header = new byte[FrameHeader.Size];
        await stream.ReadExactlyAsync(header);
        var frame = new byte[FrameHeader.Size + FrameHeader.Read(header).Length];
        header.CopyTo(frame, 0);
        await stream.ReadExactlyAsync(frame.AsMemory(FrameHeader.Size));
        return frame;
    }

    void Compare(byte[] frame, byte[] recorded)
    {
        lock (_lock)
        {
            Left--;
            var isSame = _isExact ? frame.AsSpan().SequenceEqual(recorded) : frame[4] == recorded[4];
            if (!isSame)
                _differences.Add($"got {Convert.ToHexStringLower(frame)}, recorded {Convert.ToHexStringLower(recorded)}");
        }
    }
}
