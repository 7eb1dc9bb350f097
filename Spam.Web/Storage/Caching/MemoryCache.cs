namespace Spam.Web.Storage.Caching;

/// <summary>Keeps the answers used last in memory, up to a bound, and no longer than the store.</summary>
sealed class MemoryCache(long maxBytes, TimeProvider clock)
{
    // What an entry takes besides its text, about: the node, the dictionary's slot, the scores.
    const int EntryBytes = 600;

    readonly Dictionary<CacheKey, LinkedListNode<Entry>> _byKey = [];
    readonly LinkedList<Entry> _byUse = new(); // the first was used last
    readonly Lock _lock = new();
    long _bytes;

    /// <summary>How many answers are kept.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _byKey.Count;
        }
    }

    /// <summary>The answer under <paramref name="key"/>, or null.</summary>
    /// <param name="key">The key.</param>
    /// <param name="stored">Ends when the store has it too, or has failed.</param>
    public CachedPrediction? Find(CacheKey key, out Task stored)
    {
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            if (_byKey.TryGetValue(key, out var node))
            {
                if (now < node.Value.Cached.Expires)
                {
                    _byUse.Remove(node);
                    _byUse.AddFirst(node);
                    stored = node.Value.Stored;
                    return node.Value.Cached;
                }

                Remove(node);
            }
        }

        stored = Task.CompletedTask;
        return null;
    }

    /// <summary>Keeps an answer, in place of an older one.</summary>
    public void Keep(CachedPrediction cached, Task stored)
    {
        var bytes = EntryBytes + (2L * cached.Key.Text.Length);
        if (bytes > maxBytes)
            return;

        lock (_lock)
        {
            if (_byKey.TryGetValue(cached.Key, out var old))
                Remove(old);
            _byKey[cached.Key] = _byUse.AddFirst(new Entry(cached, stored, bytes));
            _bytes += bytes;
            while (_bytes > maxBytes)
                Remove(_byUse.Last!); // more bytes than none: there is one
        }
    }

    void Remove(LinkedListNode<Entry> node)
    {
        _byKey.Remove(node.Value.Cached.Key);
        _byUse.Remove(node);
        _bytes -= node.Value.Bytes;
    }

    sealed record Entry(CachedPrediction Cached, Task Stored, long Bytes);
}
