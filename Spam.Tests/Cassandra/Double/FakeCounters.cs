using System.Collections.Concurrent;
using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double;

/// <summary>What a double counted.</summary>
sealed class FakeCounters
{
    readonly long[] _requests = new long[256];
    readonly ConcurrentQueue<string> _badFrames = [];
    int _connections;
    int _open;
    int _inFlight;
    int _highest;
    int _handshakesFailed;
    int _refusedVersions;

    /// <summary>Connections that were ever made.</summary>
    public int Connections => _connections;

    /// <summary>Connections that are open.</summary>
    public int Open => _open;

    /// <summary>The most requests that waited for their answers at one time.</summary>
    public int HighestInFlight => _highest;

    /// <summary>Requests that wait for their answers now, those that never get one among them.</summary>
    public int InFlight => _inFlight;

    /// <summary>TLS handshakes that did not end well.</summary>
    public int FailedHandshakes => _handshakesFailed;

    /// <summary>Requests in versions that the double does not speak.</summary>
    public int RefusedVersions => _refusedVersions;

    /// <summary>How a client broke the protocol, in words.</summary>
    public IReadOnlyCollection<string> BadFrames => _badFrames;

    /// <summary>All requests.</summary>
    public long Total => _requests.Sum();

    /// <summary>How many requests came with that opcode.</summary>
    public long Requests(Opcode opcode) => Interlocked.Read(ref _requests[(byte)opcode]);

    public void Opened()
    {
        Interlocked.Increment(ref _connections);
        Interlocked.Increment(ref _open);
    }

    public void Closed(int unanswered)
    {
        Interlocked.Decrement(ref _open);
        Interlocked.Add(ref _inFlight, -unanswered);
    }

    public void Asked(byte opcode)
    {
        Interlocked.Increment(ref _requests[opcode]);
        var now = Interlocked.Increment(ref _inFlight);
        for (var highest = _highest; now > highest; highest = _highest)
        {
            if (Interlocked.CompareExchange(ref _highest, now, highest) == highest)
                break;
        }
    }

    public void Answered() => Interlocked.Decrement(ref _inFlight);

    public void HandshakeFailed() => Interlocked.Increment(ref _handshakesFailed);

    public void VersionRefused() => Interlocked.Increment(ref _refusedVersions);

    public void Bad(string what) => _badFrames.Enqueue(what);
}
