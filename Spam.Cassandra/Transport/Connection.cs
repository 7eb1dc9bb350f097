using System.Net;
using Cassandra;
using Spam.Cassandra.Protocol;

namespace Spam.Cassandra.Transport;

/// <summary>
/// One connection to a node. Any number of requests are on their way at once, each under its stream id; one loop writes, one reads, one watches the clock.
/// Whatever goes wrong with the bytes ends in <see cref="Break"/>, once, with the first reason.
/// </summary>
sealed class Connection : IDisposable
{
    const int WatchMillis = 50, SpareRequests = 8, StableMillis = 1000;

    readonly Lock _gate = new();
    readonly Stream _stream;
    readonly TimeProvider _time;
    readonly long _opened;
    readonly int _heartBeatMillis, _readTimeoutMillis, _maxRequests;
    readonly Action<EventResponse>? _happened;
    readonly ResponseReader _reader = new();
    readonly StreamTable _streams;
    readonly OutgoingBytes _outgoing = new();
    readonly Stack<PendingRequest> _spare = new();
    readonly Signal _more = new();
    readonly CancellationTokenSource _ending = new();
    readonly CancellationToken _ended;
    readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Exception? _broken;
    bool _closing;
    long _lastRead;
    int _probing;
    volatile bool _established;

    public Connection(IPEndPoint address, Stream stream, Configuration configuration, Action<EventResponse>? happened = null)
    {
        Address = address;
        _stream = stream;
        _time = configuration.Time;
        _opened = _time.GetTimestamp();
        _heartBeatMillis = configuration.PoolingOptions.GetHeartBeatInterval() ?? 0;
        _readTimeoutMillis = configuration.SocketOptions.ReadTimeoutMillis;
        _maxRequests = configuration.PoolingOptions.GetMaxRequestsPerConnection();
        _happened = happened;
        _ended = _ending.Token;
        _streams = new(Math.Min(_maxRequests + SpareRequests, short.MaxValue + 1));
    }

    /// <summary>The node.</summary>
    public IPEndPoint Address { get; }

    /// <summary>The keyspace that the connection uses; null for none.</summary>
    public string? Keyspace { get; set; }

    /// <summary>Ends when the connection does.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Why the connection ended; null while it lives.</summary>
    public Exception? Reason => _broken;

    /// <summary>Whether it held for a while: what was lost after that is worth a try at once.</summary>
    public bool WasStable => Now() >= StableMillis;

    /// <summary>How many requests are on their way.</summary>
    public int InFlight => _streams.Waiting;

    /// <summary>Whether requests can be sent.</summary>
    public bool IsOpen => _broken is null && !_closing;

    /// <summary>Starts the loops.</summary>
    public void Start()
    {
        _ = ReadAsync();
        _ = WriteAsync();
        _ = WatchAsync();
    }

    /// <summary>Says that the node speaks version 4: from now on no other is accepted.</summary>
    public void Establish() => _established = true;

    /// <summary>Sends a request; false where the connection is closed or carries as many as it may. The answer must be awaited once.</summary>
    /// <remarks>A time-out of 0 waits for ever. For the client's <paramref name="own"/> requests a few places are kept.</remarks>
    public bool TrySend(Request request, int timeoutMillis, out ValueTask<Response> answer, bool own = false)
    {
        using var writer = FrameWriter.Rent();
        request.Write(writer, stream: 0); // outside the lock: values are the caller's objects
        PendingRequest pending;
        lock (_gate)
        {
            answer = default;
            if (!IsOpen || !own && _streams.Waiting + _streams.Orphans >= _maxRequests)
                return false;

            if (!_spare.TryPop(out pending!))
                pending = new(this);
            if (!_streams.TryAdd(pending, out var stream))
            {
                _spare.Push(pending);
                return false;
            }

            pending.Begin(Now(), timeoutMillis, _outgoing.Added);
            _outgoing.Add(writer.Written, stream);
            answer = pending.Answer;
        }

        _more.Wake();
        return true;
    }

    /// <summary>Sends one of the client's own requests.</summary>
    public async Task<Response> SendAsync(Request request, int timeoutMillis)
        => TrySend(request, timeoutMillis, out var answer, own: true)
            ? await answer.ConfigureAwait(false)
            : throw new ConnectionClosedException($"The connection to {Address} is closed.", requestWasSent: false, _broken);

    /// <summary>Lets requests on their way end, and closes. What is not answered in time fails.</summary>
    public async Task CloseAsync(TimeSpan patience)
    {
        lock (_gate)
        {
            _closing = true;
            if (_streams.Waiting == 0)
                _drained.TrySetResult();
        }

        await Task.WhenAny(_drained.Task, _closed.Task, Task.Delay(patience, _time)).ConfigureAwait(false);
        Break(null);
    }

    /// <summary>Ends the connection, once. Requests on their way fail and say whether the node may have seen them.</summary>
    /// <param name="reason">Why; null where the client wanted it.</param>
    public void Break(Exception? reason)
    {
        List<PendingRequest> waiting;
        long taken;
        lock (_gate)
        {
            if (_broken is not null)
                return;
            _broken = reason ?? new ObjectDisposedException(nameof(Connection), "The connection was closed by this client.");
            waiting = _streams.Clear();
            taken = _outgoing.Taken;
        }

        _ending.Cancel();
        _ending.Dispose();
        _stream.Dispose();
        _more.Wake();
        var words = _broken is DriverException { QuotesServer: true } ? _broken.GetType().Name : _broken.Message; // a server's own words may quote keys
        foreach (var pending in waiting)
            pending.Fail(new ConnectionClosedException($"The connection to {Address} closed before the answer came: {words}", pending.Begins < taken, _broken));
        _closed.TrySetResult();
    }

    /// <summary>Closes at once.</summary>
    public void Dispose() => Break(null);

    /// <summary>Takes back a request whose answer was taken.</summary>
    public void Recycle(PendingRequest pending)
    {
        lock (_gate)
        {
            _spare.Push(pending);
            if (_closing && _streams.Waiting == 0)
                _drained.TrySetResult();
        }
    }

    async Task ReadAsync()
    {
        using var incoming = new IncomingBytes();
        try
        {
            while (true)
            {
                var count = await _stream.ReadAsync(incoming.Room(), _ended).ConfigureAwait(false);
                if (count == 0)
                    throw new EndOfStreamException("The server closed the connection.");

                Volatile.Write(ref _lastRead, Now());
                incoming.Came(count);
                while (incoming.TryTake(anyVersion: !_established, out var header, out var body))
                    Dispatch(header, body);
            }
        }
        catch (Exception error)
        {
            Break(error);
        }
    }

    void Dispatch(FrameHeader header, ReadOnlySpan<byte> body)
    {
        if (header.Stream < 0)
        {
            Tell(header, body);
            return;
        }

        var response = _reader.Read(header, body);
        if (header.Version != FrameHeader.Response) // so a server refuses version 4, and its stream id is not ours
            throw response is ErrorResponse error ? error.ToException(Address) : new ProtocolException("A frame of another version came.");

        PendingRequest? pending;
        lock (_gate)
            pending = _streams.Remove(header.Stream);
        if (pending is null)
            throw new ProtocolException($"An answer came on stream {header.Stream}, on which nothing was asked.");
        if (pending != PendingRequest.Orphan)
            pending.Complete(response);
    }

    // Events are hints: one that cannot be read is passed over, and what the listener does wrong is not the connection's fault.
    void Tell(FrameHeader header, ReadOnlySpan<byte> body)
    {
        try
        {
            if (_reader.Read(header, body) is EventResponse happened)
                _happened?.Invoke(happened);
        }
        catch (ProtocolException)
        {
            // The frame was whole, so the next one begins where it should.
        }
    }

    async Task WriteAsync()
    {
        try
        {
            while (_broken is null)
            {
                await _more.WaitAsync().ConfigureAwait(false);
                while (true)
                {
                    ReadOnlyMemory<byte> batch;
                    lock (_gate)
                        batch = _outgoing.Take();
                    if (batch.IsEmpty || _broken is not null)
                        break;
                    await _stream.WriteAsync(batch, _ended).ConfigureAwait(false);
                }
            }
        }
        catch (Exception error)
        {
            Break(error);
        }
    }

    // Ends what took too long, and probes a silent connection: what does not answer even that is dead.
    async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(WatchMillis), _time);
        var expired = new List<PendingRequest>();
        try
        {
            while (await timer.WaitForNextTickAsync(_ended).ConfigureAwait(false))
            {
                int orphans;
                var now = Now();
                lock (_gate)
                {
                    _streams.Expire(now, expired);
                    orphans = _streams.Orphans;
                }

                var silent = _heartBeatMillis > 0 && now - Volatile.Read(ref _lastRead) >= _heartBeatMillis;
                foreach (var pending in expired)
                {
                    silent |= Volatile.Read(ref _lastRead) < pending.Started; // nothing at all came since it was sent
                    pending.Fail(new OperationTimedOutException(Address, pending.TimeoutMillis));
                }

                expired.Clear();
                if (orphans > _maxRequests / 2)
                    Break(new TimeoutException($"{orphans} requests timed out and were never answered."));
                if (silent && _established && Interlocked.Exchange(ref _probing, 1) == 0)
                    _ = ProbeAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The connection ended.
        }
    }

    async Task ProbeAsync()
    {
        try
        {
            await SendAsync(OptionsRequest.Instance, _readTimeoutMillis > 0 ? _readTimeoutMillis : SocketOptions.DefaultReadTimeoutMillis).ConfigureAwait(false);
            Volatile.Write(ref _probing, 0);
        }
        catch (Exception error)
        {
            Break(error is OperationTimedOutException ? new TimeoutException("The server did not answer the heartbeat.") : error);
        }
    }

    long Now() => (long)_time.GetElapsedTime(_opened).TotalMilliseconds;
}
