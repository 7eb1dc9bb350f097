using System.Threading.Tasks.Sources;

namespace Spam.Cassandra.Transport;

/// <summary>Wakes the one who waits, or the next who will; without an allocation.</summary>
sealed class Signal : IValueTaskSource
{
    const int Idle = 0, Set = 1, Waiting = 2;

    ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };
    int _state;

    /// <summary>Wakes.</summary>
    public void Wake()
    {
        if (Interlocked.Exchange(ref _state, Set) != Waiting)
            return;

        // Whoever sets it once more in between has put its work where the one who wakes now looks.
        Volatile.Write(ref _state, Idle);
        _core.SetResult(true);
    }

    /// <summary>Waits. Only one may.</summary>
    public ValueTask WaitAsync()
    {
        _core.Reset();
        if (Interlocked.CompareExchange(ref _state, Waiting, Idle) == Idle)
            return new(this, _core.Version);

        Volatile.Write(ref _state, Idle);
        return default;
    }

    void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _core.OnCompleted(continuation, state, token, flags);
}
