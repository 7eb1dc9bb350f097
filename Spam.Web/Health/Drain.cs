using Spam.Web.Configuration;

namespace Spam.Web.Health;

/// <summary>
/// Ends the service without failing a request: readiness turns at once and connections are asked to close after their answer,
/// a moment before the server stops listening.
/// </summary>
sealed class Drain(IHostApplicationLifetime lifetime, Settings settings, TimeProvider clock) : IHostedLifecycleService
{
    /// <summary>Whether the service is about to stop.</summary>
    public bool IsStopping => lifetime.ApplicationStopping.IsCancellationRequested;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.Delay(settings.StopGrace, clock, cancellationToken);

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
