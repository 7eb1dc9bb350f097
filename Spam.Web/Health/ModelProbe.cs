using Spam.Web.Repository;
using Spam.Web.Storage;

namespace Spam.Web.Health;

/// <summary>
/// Has each model predict something, past the cache and past the queue: a service under load is busy, not broken. However many ask, the models run once a second at most.
/// </summary>
sealed class ModelProbe(ModelRepository models, TimeProvider clock, ILogger<ModelProbe> logger)
{
    const string Text = "ready";
    static readonly TimeSpan _lifetime = TimeSpan.FromSeconds(1);
    static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    readonly Lock _lock = new();
    Task<IReadOnlyList<ModelFinding>> _findings = Task.FromResult<IReadOnlyList<ModelFinding>>([]);
    DateTimeOffset _asked;

    /// <summary>How the models are doing, in the order of their names.</summary>
    public Task<IReadOnlyList<ModelFinding>> AskAsync()
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (now >= _asked && now - _asked < _lifetime)
                return _findings;
            _asked = now;
            return _findings = FindAsync();
        }
    }

    async Task<IReadOnlyList<ModelFinding>> FindAsync()
        => await Task.WhenAll(models.Names.Select(async name => new ModelFinding(name, await ReasonAsync(name), models.StatusOf(name))));

    // Why the model does not answer; null where it does.
    async Task<string?> ReasonAsync(string name)
    {
        try
        {
            await Task.Run(() => Predict(name)).Seen().WaitAsync(_patience, clock);
            return null;
        }
        catch (TimeoutException)
        {
            return "no answer in time";
        }
        catch (Exception cause) // whatever it is, it is the finding
        {
            Log.ModelFails(logger, name, cause.Message);
            return cause.Message;
        }
    }

    int Predict(string name)
    {
        using var model = models.Borrow(new(name));
        return model.Classifier.Predict([Text]).Count;
    }
}
