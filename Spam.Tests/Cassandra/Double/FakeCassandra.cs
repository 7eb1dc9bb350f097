using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Spam.Tests.Cassandra.Double.Storage;
using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double;

/// <summary>
/// A double of one Cassandra host: the protocol (version 4) on a real socket of this machine, real storage semantics for the statements in use, and faults on demand.
/// It shares no code with the client.
/// </summary>
sealed class FakeCassandra : IAsyncDisposable
{
    readonly Lock _lock = new();
    readonly List<FakeConnection> _connections = [];
    readonly FakeStorage _storage;
    readonly Random _random;
    TcpListener _listener;
    int _lastConnection;

    FakeCassandra(FakeSettings settings, FakeStorage storage, Func<FakeCassandra, IEnumerable<FakeHost>> peers, int number)
    {
        (Settings, _storage, _random, Faults) = (settings, storage, new(settings.Seed), new(settings.Seed));
        _listener = Listen(new(settings.Address, settings.Port));
        var tokens = Enumerable.Range(0, 4).Select(i => Murmur3.Token(Encoding.ASCII.GetBytes($"token {i} of host {number}")).ToString(null, null)).ToArray();
        Host = new((IPEndPoint)_listener.LocalEndpoint, tokens)
        {
            ClusterName = settings.ClusterName,
            DataCenter = settings.DataCenter,
            Release = settings.Release,
            HostId = new(number, 0x4a5b, 0x4c6d, 0x8e, 0x7f, 1, 2, 3, 4, 5, 6),
        };
        Engine = new(storage, Host, () => peers(this)) { IsAstra = settings.IsAstra };
        storage.Changed += change => Push("SCHEMA_CHANGE", writer => ResultWriter.Change(writer, change));
        foreach (var cql in settings.Schema)
            Run(cql);
        _ = AcceptAsync(_listener);
    }

    public FakeSettings Settings { get; }

    public FakeHost Host { get; }

    public IPEndPoint EndPoint => Host.EndPoint;

    public int Port => EndPoint.Port;

    public Guid HostId => Host.HostId;

    public Faults Faults { get; }

    public FakeCounters Counters { get; } = new();

    /// <summary>Sees every request.</summary>
    public Action<FakeRequest>? Watch { get; set; }

    /// <summary>Every login is wrong while this is set.</summary>
    public bool RefusesLogins { get; set; }

    /// <summary>How many statements are prepared here.</summary>
    public int Prepared => Engine.Prepared;

    internal Engine Engine { get; }

    internal Gate Running { get; } = new();

    internal bool IsShuttingDown { get; private set; }

    /// <summary>A host alone.</summary>
    public static FakeCassandra Start(FakeSettings? settings = null)
    {
        settings ??= new();
        return new(settings, new(settings.Clock), _ => [], 1);
    }

    /// <summary>A host among others.</summary>
    public static FakeCassandra Start(FakeSettings settings, FakeStorage storage, Func<FakeCassandra, IEnumerable<FakeHost>> peers, int number) => new(settings, storage, peers, number);

    /// <summary>Carries out a statement, as another client would.</summary>
    public Result Run(string cql) => Engine.Query(cql, null, new() { IsOwn = true });

    /// <summary>SIGSTOP: nothing is read or written any more; the system still takes connections.</summary>
    public void Suspend() => Running.Shut();

    /// <summary>SIGCONT: late answers come.</summary>
    public void Resume() => Running.Open();

    /// <summary>SIGTERM: OVERLOADED for a moment, then every connection ends and none is taken.</summary>
    public async Task ShutDownAsync(TimeSpan moment)
    {
        IsShuttingDown = true;
        _listener.Stop();
        await Task.Delay(moment);
        await Task.WhenAll(Snapshot().Select(connection => connection.CloseGentlyAsync()));
    }

    /// <summary>SIGKILL: every connection is reset and none is taken.</summary>
    public void Kill()
    {
        _listener.Stop();
        foreach (var connection in Snapshot())
            connection.Close(abruptly: true);
    }

    /// <summary>Takes connections again, at the same port. What was stored and prepared is still there, as with a real server.</summary>
    public void StartAgain()
    {
        IsShuttingDown = false;
        Running.Open();
        _listener = Listen(EndPoint);
        _ = AcceptAsync(_listener);
    }

    public void ForgetPrepared() => Engine.ForgetPrepared();

    /// <summary>Ends every connection, by a reset where <paramref name="abruptly"/>; new ones are taken.</summary>
    public void DropConnections(bool abruptly = false)
    {
        foreach (var connection in Snapshot())
            connection.Close(abruptly);
    }

    /// <summary>While it is set, this host says that its schema is another.</summary>
    public void Disagree(bool disagrees) => Host.OwnSchemaVersion = disagrees ? Guid.NewGuid() : null;

    /// <summary>Tells of a host: NEW_NODE or REMOVED_NODE (TOPOLOGY_CHANGE), UP or DOWN (STATUS_CHANGE).</summary>
    public void PushHost(string type, string change, IPEndPoint host)
        => Push(type, writer => writer.String(change).Byte((byte)host.Address.GetAddressBytes().Length).Raw(host.Address.GetAddressBytes()).Int(host.Port));

    /// <summary>Sends an event to every connection that registered for its type.</summary>
    public void Push(string type, Action<WireWriter> body)
    {
        var writer = new WireWriter().String(type);
        body(writer);
        var frame = FrameHeader.Frame(0x84, 0, -1, Opcode.Event, writer.Written);
        foreach (var connection in Snapshot())
        {
            if (connection.Events.Contains(type))
                connection.Send(frame);
        }
    }

    /// <summary>Sends bytes, whatever they are, to every connection.</summary>
    public void SendRaw(ReadOnlySpan<byte> bytes)
    {
        foreach (var connection in Snapshot())
            connection.Send(bytes);
    }

    /// <summary>Serves a connection that came in another way.</summary>
    public async Task ServeAsync(Stream stream, Socket socket)
    {
        FakeConnection connection;
        lock (_lock)
        {
            connection = new(this, stream, socket, ++_lastConnection);
            _connections.Add(connection);
        }

        Counters.Opened();
        await connection.RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Running.Open();
        _listener.Stop();
        await Task.WhenAll(Snapshot().Select(connection => Task.Run(() => connection.Close(abruptly: false))));
        if (!Settings.IsLenient && Counters.BadFrames.Count > 0)
            throw new InvalidOperationException($"A client broke the protocol: {string.Join("; ", Counters.BadFrames)}");
    }

    internal void Forget(FakeConnection connection)
    {
        lock (_lock)
            _connections.Remove(connection);
    }

    internal void Shuffle(List<byte[]> answers)
    {
        lock (_lock)
            _random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(answers));
    }

    FakeConnection[] Snapshot()
    {
        lock (_lock)
            return [.. _connections];
    }

    static TcpListener Listen(IPEndPoint endPoint)
    {
        var listener = new TcpListener(endPoint);
        listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Start(backlog: 512);
        return listener;
    }

    async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptSocketAsync();
                socket.NoDelay = true;
                _ = WelcomeAsync(socket);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // the listener was stopped
        }
    }

    async Task WelcomeAsync(Socket socket)
    {
        await Running.PassAsync();
        Stream stream = new NetworkStream(socket, ownsSocket: true);
        if (Settings.Certificate is not null)
        {
            var secure = new SslStream(stream);
            try
            {
                await secure.AuthenticateAsServerAsync(FakeTls.Options(Settings.Certificate, Settings.ClientAuthority));
            }
            catch (Exception exception) when (exception is IOException or AuthenticationException or SocketException or ObjectDisposedException)
            {
                Counters.HandshakeFailed();
                await secure.DisposeAsync();
                return;
            }

            stream = secure;
        }

        await ServeAsync(stream, socket);
    }
}
