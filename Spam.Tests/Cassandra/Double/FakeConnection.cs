using System.Net.Sockets;
using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double;

/// <summary>One client's connection: takes frames off the wire, answers them in the order that the settings want.</summary>
sealed class FakeConnection
{
    readonly FakeCassandra _server;
    readonly Stream _stream;
    readonly Socket _socket;
    readonly Outbox _outbox;
    readonly FrameGate _gate;
    readonly RequestHandler _handler;
    readonly HashSet<short> _inFlight = [];
    byte[] _input = new byte[1 << 16];
    int _filled;
    bool _isClosed;

    public FakeConnection(FakeCassandra server, Stream stream, Socket socket, int number)
    {
        (_server, _stream, _socket, Number) = (server, stream, socket, number);
        _outbox = new(stream, server.Running);
        _gate = new(server);
        _handler = new(server, number);
    }

    public int Number { get; }

    /// <summary>The events that the client registered for.</summary>
    public IReadOnlySet<string> Events => _handler.Events;

    public void Send(ReadOnlySpan<byte> bytes) => _outbox.Send(bytes);

    public async Task RunAsync()
    {
        try
        {
            while (true)
            {
                if (_filled == _input.Length)
                    Array.Resize(ref _input, _input.Length * 2);
                var read = await _stream.ReadAsync(_input.AsMemory(_filled));
                await _server.Running.PassAsync();
                if (read == 0)
                    break;
                _filled += read;
                await ConsumeAsync();
            }

            if (_filled > 0 && !_isClosed)
                _server.Counters.Bad($"connection {Number} ended within a frame");
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or SocketException)
        {
            // reset by one side or the other
        }
        finally
        {
            Close(abruptly: false);
            lock (_inFlight)
            {
                _server.Counters.Closed(_inFlight.Count);
                _inFlight.Clear(); // an answer that comes later still is of no request
            }

            _server.Forget(this);
        }
    }

    /// <summary>Ends the connection, by a reset where <paramref name="abruptly"/>.</summary>
    public void Close(bool abruptly)
    {
        _isClosed = true;
        try
        {
            if (abruptly)
                _socket.LingerState = new(true, 0);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // closed already
        }

        if (abruptly)
            _socket.Dispose();
        _stream.Dispose();
        _socket.Dispose();
    }

    /// <summary>Ends it when all answers are written.</summary>
    public async Task CloseGentlyAsync()
    {
        await _outbox.DrainAsync();
        Close(abruptly: false);
    }

    async Task ConsumeAsync()
    {
        var requests = new List<(FrameHeader Header, byte[] Body)>();
        var used = 0;
        while (_gate.Next(_input.AsSpan(used, _filled - used), out var header, out var consumed, out var refusal))
        {
            if (refusal is not null)
                _outbox.Send(refusal);
            else if (consumed >= FrameHeader.Size && !_gate.IsSilent)
                requests.Add((header, _input.AsSpan(used + FrameHeader.Size, header.Length).ToArray()));
            used += consumed;
        }

        _input.AsSpan(used, _filled - used).CopyTo(_input);
        _filled -= used;
        foreach (var (header, _) in requests)
        {
            _server.Counters.Asked(header.Opcode);
            lock (_inFlight)
            {
                if (!_inFlight.Add(header.Stream))
                    _server.Counters.Bad($"stream {header.Stream} used again before its answer");
            }
        }

        await AnswerAsync(requests);
    }

    async Task AnswerAsync(List<(FrameHeader Header, byte[] Body)> requests)
    {
        var answers = new List<byte[]>();
        foreach (var (header, body) in requests)
        {
            if (_server.IsShuttingDown)
            {
                answers.Add(Settle(header.Stream, RequestHandler.ErrorFrame(header.Stream, new(ErrorCode.OVERLOADED, "Server is shutting down"))));
                continue;
            }

            var request = _server.Faults.AreAny || _server.Watch is not null ? _handler.Describe(header, body) : null;
            var fault = request is null ? null : _server.Faults.Meet(request);
            if (fault is null)
            {
                answers.Add(Settle(header.Stream, _handler.Answer(header, body)));
                continue;
            }

            if (!await SufferAsync(fault, request!, header, body, answers)) // without a request no fault was met
                break;
        }

        Send(answers);
    }

    void Send(List<byte[]> answers)
    {
        Arrange(answers);
        var all = new WireWriter();
        foreach (var answer in answers)
            all.Raw(answer);
        if (all.Length > 0)
            _outbox.Send(all.Written);
    }

    /// <summary>Meets a request with a fault; false where the connection ends by it.</summary>
    async Task<bool> SufferAsync(Fault fault, FakeRequest request, FrameHeader header, byte[] body, List<byte[]> answers)
    {
        if (FaultFrames.Error(fault, request, body) is { } error)
        {
            answers.Add(Settle(header.Stream, RequestHandler.ErrorFrame(header.Stream, error)));
            return true;
        }

        var answer = fault.IsCarriedOut ? _handler.Answer(header, body) : RequestHandler.ErrorFrame(header.Stream, new(ErrorCode.SERVER_ERROR, "lost"));
        switch (fault.Kind)
        {
            case FaultKind.Delay:
                _ = LaterAsync(fault.Delay, header.Stream, answer);
                return true;
            case FaultKind.Drop:
                return true;
            case FaultKind.Reset:
                Close(abruptly: true);
                return false;
            case FaultKind.Close or FaultKind.HalfFrame:
                Send(answers); // what came before is not lost with it
                answers.Clear();
                if (fault.Kind == FaultKind.HalfFrame)
                    _outbox.Send(answer.AsSpan(0, Math.Max(answer.Length / 2, 5)));
                await CloseGentlyAsync();
                return false;
            default:
                answers.Add(FaultFrames.Spoil(fault.Kind, answer));
                return true;
        }
    }

    async Task LaterAsync(TimeSpan delay, short stream, byte[] answer)
    {
        await Task.Delay(delay);
        _outbox.Send(Settle(stream, answer));
    }

    byte[] Settle(short stream, byte[] answer)
    {
        lock (_inFlight)
        {
            if (_inFlight.Remove(stream))
                _server.Counters.Answered();
        }

        return answer;
    }

    void Arrange(List<byte[]> answers)
    {
        if (_server.Settings.Order == AnswerOrder.Reversed)
            answers.Reverse();
        else if (_server.Settings.Order == AnswerOrder.Shuffled)
            _server.Shuffle(answers);
    }
}
