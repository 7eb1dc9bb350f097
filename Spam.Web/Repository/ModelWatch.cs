using Spam.Web.Configuration;

namespace Spam.Web.Repository;

/// <summary>Has the models' folders looked at from time to time, and tells what happened.</summary>
sealed class ModelWatch(ModelRepository models, Settings settings, TimeProvider clock, ILogger<ModelWatch> logger) : BackgroundService
{
    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        models.Tell(logger); // what was loaded at the start
        return base.StartAsync(cancellationToken);
    }

    /// <summary>Looks once, and tells.</summary>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        await models.CheckNowAsync(cancellation);
        models.Tell(logger);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Repository.Poll == TimeSpan.Zero)
            return;
        using var timer = new PeriodicTimer(settings.Repository.Poll, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await CheckAsync(stoppingToken);
    }
}
