using Spam.Web.CallLog;
using Spam.Web.Storage.Caching;

namespace Spam.Web.Storage;

/// <summary>Removes what has outlived its time, once an hour.</summary>
sealed class Retention(IPredictionCache cache, ICallLog log, StoreGuard guard, TimeProvider clock) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        do
        {
            await guard.TryWriteAsync(StoreOperation.Sweep, log.SweepAsync, stoppingToken);
            await guard.TryWriteAsync(StoreOperation.Sweep, cache.SweepAsync, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
