namespace Spam.Web.Storage;

/// <summary>Opens the store before the first request comes, so that its first answer is in time. Where it cannot be opened the service starts without.</summary>
sealed class StoreStart(IPredictionCache cache, PredictionStore predictions, StoreGuard guard) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
        => guard.TryWriteAsync(token => cache.FindAsync([predictions.KeyOf("")], token), cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
