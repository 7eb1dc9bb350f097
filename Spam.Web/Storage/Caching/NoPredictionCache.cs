namespace Spam.Web.Storage.Caching;

/// <summary>Keeps nothing.</summary>
sealed class NoPredictionCache : IPredictionCache
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<CachedPrediction?>> FindAsync(IReadOnlyList<CacheKey> keys, IReadOnlyList<string> labels, CancellationToken cancellation)
        => Task.FromResult<IReadOnlyList<CachedPrediction?>>(new CachedPrediction?[keys.Count]);

    /// <inheritdoc/>
    public Task StoreAsync(IReadOnlyList<CachedPrediction> predictions, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task SweepAsync(CancellationToken cancellation) => Task.CompletedTask;
}
