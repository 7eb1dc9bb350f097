using Spam.Web.CallLog;
using Spam.Web.Storage.Caching;

namespace Spam.Tests.Web;

/// <summary>A store whose every call fails.</summary>
sealed class BrokenStore : IPredictionCache, ICallLog
{
    public Task<IReadOnlyList<CachedPrediction?>> FindAsync(IReadOnlyList<CacheKey> keys, IReadOnlyList<string> labels, CancellationToken cancellation) => throw new IOException("no store");

    public Task StoreAsync(IReadOnlyList<CachedPrediction> predictions, CancellationToken cancellation) => throw new IOException("no store");

    public Task WriteAsync(IReadOnlyList<Call> calls, CancellationToken cancellation) => throw new IOException("no store");

    public IAsyncEnumerable<Call> ReadAsync(string caller, DateTimeOffset hour, CancellationToken cancellation) => throw new IOException("no store");

    public Task SweepAsync(CancellationToken cancellation) => throw new IOException("no store");
}
