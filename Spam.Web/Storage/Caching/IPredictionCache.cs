namespace Spam.Web.Storage.Caching;

/// <summary>Keeps answers. It may be slow, absent or broken: whoever asks it goes on without.</summary>
interface IPredictionCache
{
    /// <summary>The answers stored under <paramref name="keys"/>, in their order; null where there is none that still counts.</summary>
    /// <param name="keys">Keys of one model.</param>
    /// <param name="labels">The labels of that model, in the order of its scores.</param>
    /// <param name="cancellation">Stops waiting.</param>
    Task<IReadOnlyList<CachedPrediction?>> FindAsync(IReadOnlyList<CacheKey> keys, IReadOnlyList<string> labels, CancellationToken cancellation);

    /// <summary>Stores answers, over older ones. When the task ends well they outlive the process.</summary>
    Task StoreAsync(IReadOnlyList<CachedPrediction> predictions, CancellationToken cancellation);

    /// <summary>Removes what has expired.</summary>
    Task SweepAsync(CancellationToken cancellation);
}
