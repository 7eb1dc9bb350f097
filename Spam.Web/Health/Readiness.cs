using Spam.Web.Configuration;
using Spam.Web.Storage;
using Spam.Web.Storage.Caching;

namespace Spam.Web.Health;

/// <summary>Finds out how the service is doing.</summary>
sealed class Readiness(Drain drain, ModelProbe models, Settings settings, StoreGuard guard, PredictionStore predictions)
{
    /// <summary>Has the models predict, and asks the store for something, within the time budget of a prediction.</summary>
    public async Task<Findings> CheckAsync(CancellationToken cancellation)
    {
        var found = await models.AskAsync().WaitAsync(cancellation);
        var stops = drain.IsStopping; // then the store may be closed already
        var (answered, _) = stops ? default : await guard.TryReadAsync(StoreOperation.Probe, predictions.ProbeAsync, cancellation);
        var findings = new Findings(ReadyState.Ready, found, answered || stops, FreeBytes());
        return findings with { State = stops ? ReadyState.Stopping : StateOf(findings) };
    }

    ReadyState StateOf(Findings findings)
    {
        if (findings.Models.All(model => model.Reason is not null) || (!findings.StoreAnswers && settings.StorageRequired))
            return ReadyState.Unavailable;
        return findings.StoreAnswers && findings.HasRoom && findings.Models.All(model => model.Reason is null) ? ReadyState.Ready : ReadyState.Degraded;
    }

    long? FreeBytes()
    {
        if (settings.Store != StoreKind.Sqlite)
            return null;
        try
        {
            var folder = new DirectoryInfo(settings.DataDirectory);
            while (folder is { Exists: false, Parent: { } parent })
                folder = parent;
            return new DriveInfo(folder.FullName).AvailableFreeSpace;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return null; // a disk that tells nothing is no reason to be unwell
        }
    }
}
