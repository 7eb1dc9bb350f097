using Spam.Web.Storage.Caching;

namespace Spam.Web.Storage;

/// <summary>Opens the store before the first request comes, so that its first answer is in time. Where it cannot be opened the service starts without.</summary>
sealed class StoreStart(PredictionStore predictions, StoreGuard guard) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
        => guard.TryWriteAsync(StoreOperation.Probe, predictions.ProbeAsync, cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
