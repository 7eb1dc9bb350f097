using System.Net;
using System.Net.Sockets;
using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double;

/// <summary>A socket that speaks frames: what a test sends and what comes back, byte by byte.</summary>
sealed class RawCql : IDisposable
{
    readonly TcpClient _client = new();
    Stream? _stream;

    public static async Task<RawCql> ConnectAsync(IPEndPoint endPoint, bool starts = false)
    {
        var raw = new RawCql();
        await raw._client.ConnectAsync(endPoint);
        raw._stream = raw._client.GetStream();
        if (starts)
            await raw.AskAsync(0, Opcode.Startup, new WireWriter().Short(1).String("CQL_VERSION").String("3.0.0"));
        return raw;
    }

    Stream Stream => _stream ?? throw new InvalidOperationException("Connect first.");

    public async Task SendAsync(byte[] bytes) => await Stream.WriteAsync(bytes);

    /// <summary>The next frame, header and body; null where the server closed, or where nothing came in time.</summary>
    public async Task<byte[]?> ReceiveAsync(double seconds = 5)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        try
        {
            var header = new byte[FrameHeader.Size];
            await Stream.ReadExactlyAsync(header, late.Token);
            var frame = new byte[FrameHeader.Size + FrameHeader.Read(header).Length];
            header.CopyTo(frame, 0);
            await Stream.ReadExactlyAsync(frame.AsMemory(FrameHeader.Size), late.Token);
            return frame;
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            return null;
        }
    }

    public Task SendAsync(short stream, Opcode opcode, WireWriter body) => SendAsync(FrameHeader.Frame(4, 0, stream, opcode, body.Written));

    /// <summary>Sends a request and takes the next frame.</summary>
    public async Task<byte[]?> AskAsync(short stream, Opcode opcode, WireWriter body)
    {
        await SendAsync(stream, opcode, body);
        return await ReceiveAsync();
    }

    /// <summary>Sends a QUERY at ONE and takes the next frame.</summary>
    public Task<byte[]?> QueryAsync(string cql, short stream = 1) => AskAsync(stream, Opcode.Query, Query(cql));

    /// <summary>The same, where the connection may be gone already.</summary>
    public async Task<byte[]?> QueryOrNullAsync(string cql)
    {
        try
        {
            return await QueryAsync(cql);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The body of a QUERY at ONE.</summary>
    public static WireWriter Query(string cql)
    {
        var text = SystemText(cql);
        return new WireWriter().Int(text.Length).Raw(text).Short((int)Consistency.ONE).Byte(0);
    }

    /// <summary>An ERROR's code and text, or the opcode where it is none.</summary>
    public static string Outcome(byte[]? frame)
    {
        if (frame is null)
            return "nothing";
        var header = FrameHeader.Read(frame);
        if (header.Opcode != (byte)Opcode.Error)
            return ((Opcode)header.Opcode).ToString();
        var reader = new WireReader(frame.AsSpan(FrameHeader.Size));
        if ((header.Flags & FrameHeader.Warning) != 0)
            reader.Strings();
        return $"{(ErrorCode)reader.Int()}: {reader.String()}";
    }

    public void Dispose() => _client.Dispose();

    static byte[] SystemText(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
