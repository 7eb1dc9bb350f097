using Spam.Model;
using Spam.Web.Configuration;

namespace Spam.Web.Storage.Caching;

/// <summary>The cache as predictions see it: memory in front, the store behind its guard, one key and one lifetime for both.</summary>
sealed class PredictionStore(IPredictionCache store, StoreGuard guard, MemoryCache memory, Settings settings, TimeProvider clock)
{
    readonly TimeSpan _lifetime = TimeSpan.FromDays(settings.CacheDays);

    /// <summary>Asks the store for something, to see whether it answers.</summary>
    public Task<IReadOnlyList<CachedPrediction?>> ProbeAsync(CancellationToken cancellation) => store.FindAsync([CacheKey.Of("probe", "")], [], cancellation);

    /// <summary>
    /// What memory has. Who is told that an answer is cached can rely on it: while the store is being written, this waits, within the time budget.
    /// </summary>
    public ValueTask<Prediction?> FindInMemoryAsync(CacheKey key)
    {
        var cached = memory.Find(key, out var stored);
        return stored.IsCompleted ? new(cached?.Prediction) : new(AfterStoringAsync(cached, stored));
    }

    /// <summary>What the store has, in the order of the keys; null where it does not answer in time.</summary>
    /// <param name="keys">Keys of one model.</param>
    /// <param name="labels">The model's labels.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<IReadOnlyList<Prediction?>?> FindInStoreAsync(
        IReadOnlyList<CacheKey> keys, IReadOnlyList<string> labels, CancellationToken cancellation)
    {
        var (answered, found) = await guard.TryReadAsync(StoreOperation.Find, token => store.FindAsync(keys, labels, token), cancellation);
        if (!answered)
            return null;

        var predictions = new Prediction?[keys.Count];
        for (var i = 0; i < predictions.Length; i++)
        {
            if (found![i] is not { } cached) // it answered
                continue;
            memory.Keep(cached, Task.CompletedTask);
            predictions[i] = cached.Prediction;
        }

        return predictions;
    }

    /// <summary>Keeps new answers in memory at once, and in the store soon.</summary>
    public void Keep(IReadOnlyList<CacheKey> keys, IReadOnlyList<Prediction> predictions)
    {
        var expires = clock.GetUtcNow() + _lifetime;
        var cached = new CachedPrediction[keys.Count];
        for (var i = 0; i < cached.Length; i++)
            cached[i] = new(keys[i], predictions[i], expires);

        // Not the request's token: what was computed is worth keeping when the caller has gone.
        var stored = guard.TryWriteAsync(StoreOperation.Keep, token => store.StoreAsync(cached, token), CancellationToken.None);
        foreach (var prediction in cached)
            memory.Keep(prediction, stored);
    }

    async Task<Prediction?> AfterStoringAsync(CachedPrediction? cached, Task stored)
    {
        await stored.WaitAsync(settings.StoreTimeout).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return cached?.Prediction;
    }
}
