using System.Threading.Tasks.Sources;
using Spam.Cassandra.Protocol;

namespace Spam.Cassandra.Transport;

/// <summary>A request whose answer is waited for. It is used again when the answer was taken.</summary>
sealed class PendingRequest(Connection? connection) : IValueTaskSource<Response>
{
    // Whoever waits goes on elsewhere: the connection's reader must not run the caller's code.
    ManualResetValueTaskSourceCore<Response> _core = new() { RunContinuationsAsynchronously = true };

    /// <summary>Stands in the place of a request that timed out: its stream id is not given to another before its late answer came.</summary>
    public static PendingRequest Orphan { get; } = new(null);

    /// <summary>When it was sent, on the connection's clock.</summary>
    public long Started { get; private set; }

    /// <summary>When it times out; the largest number for never.</summary>
    public long Deadline { get; private set; }

    /// <summary>How long that is.</summary>
    public int TimeoutMillis { get; private set; }

    /// <summary>Where its bytes begin in all that the connection sends.</summary>
    public long Begins { get; private set; }

    /// <summary>The answer.</summary>
    public ValueTask<Response> Answer => new(this, _core.Version);

    public void Begin(long now, int timeoutMillis, long begins)
    {
        Started = now;
        TimeoutMillis = timeoutMillis;
        Deadline = timeoutMillis > 0 ? now + timeoutMillis : long.MaxValue;
        Begins = begins;
    }

    public void Complete(Response response) => _core.SetResult(response);

    public void Fail(Exception error) => _core.SetException(error);

    Response IValueTaskSource<Response>.GetResult(short token)
    {
        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            _core.Reset();
            connection!.Recycle(this); // only Orphan has none, and nobody waits for it
        }
    }

    ValueTaskSourceStatus IValueTaskSource<Response>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<Response>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _core.OnCompleted(continuation, state, token, flags);
}
