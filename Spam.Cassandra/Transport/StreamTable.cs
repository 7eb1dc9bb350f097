namespace Spam.Cassandra.Transport;

/// <summary>Which request waits on which stream id. The ids last used come first, so the table stays small. Guarded by its connection's lock.</summary>
/// <param name="capacity">How many ids there are: at most 32,768 on version 4.</param>
sealed class StreamTable(int capacity)
{
    const int FirstSize = 64;

    readonly Stack<short> _free = new();
    PendingRequest?[] _slots = new PendingRequest?[Math.Min(FirstSize, capacity)];
    int _used;

    /// <summary>How many requests wait.</summary>
    public int Waiting { get; private set; }

    /// <summary>How many ids wait for a late answer.</summary>
    public int Orphans { get; private set; }

    /// <summary>Gives a request an id; false where none is free.</summary>
    public bool TryAdd(PendingRequest request, out short stream)
    {
        if (!_free.TryPop(out stream))
        {
            if (_used == capacity)
                return false;
            if (_used == _slots.Length)
                Array.Resize(ref _slots, Math.Min(2 * _slots.Length, capacity));
            stream = (short)_used++;
        }

        _slots[stream] = request;
        Waiting++;
        return true;
    }

    /// <summary>Ends the wait on an id and frees it: the request, <see cref="PendingRequest.Orphan"/>, or null where nobody asked.</summary>
    public PendingRequest? Remove(short stream)
    {
        if (stream < 0 || stream >= _used || _slots[stream] is not { } request)
            return null;

        _slots[stream] = null;
        _free.Push(stream);
        if (request == PendingRequest.Orphan)
            Orphans--;
        else
            Waiting--;
        return request;
    }

    /// <summary>Ends the wait of the requests whose time is over, and keeps their ids.</summary>
    public void Expire(long now, List<PendingRequest> expired)
    {
        if (Waiting == 0)
            return;

        for (var i = 0; i < _used; i++)
        {
            if (_slots[i] is { } request && request != PendingRequest.Orphan && request.Deadline <= now)
            {
                expired.Add(request);
                _slots[i] = PendingRequest.Orphan;
                Waiting--;
                Orphans++;
            }
        }
    }

    /// <summary>Ends all waits.</summary>
    public List<PendingRequest> Clear()
    {
        var waiting = _slots.Where(request => request is not null && request != PendingRequest.Orphan).Select(request => request!).ToList(); // no null is left
        Array.Clear(_slots);
        (Waiting, Orphans) = (0, 0);
        return waiting;
    }
}
