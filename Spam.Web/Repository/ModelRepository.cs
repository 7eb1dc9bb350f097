using System.Collections.Concurrent;
using Spam.Web.Classification;
using Spam.Web.Configuration;
using Spam.Web.Repository.Folders;
using Spam.Web.Repository.Versions;

namespace Spam.Web.Repository;

/// <summary>The models that answer, by name and version. Requests borrow them; what takes a model's place waits for nobody, and nobody waits for it.</summary>
sealed class ModelRepository
{
    readonly ConcurrentQueue<Action<ILogger>> _news = new();
    readonly Lock _checking = new();
    readonly ModelShelves? _shelves; // null: nothing ever changes
    volatile IReadOnlyDictionary<string, ServedModel> _models;

    ModelRepository(ITextClassifier classifier)
    {
        var model = new LoadedModel(classifier.Name, classifier);
        var version = new ServedVersion(new(classifier.Version, VersionState.Available), model);
        var served = new ServedModel(classifier.Name, [version], new Dictionary<string, string>());
        _models = new Dictionary<string, ServedModel>(StringComparer.Ordinal) { [classifier.Name] = served };
        DefaultName = classifier.Name;
    }

    ModelRepository(Settings settings, Func<VersionFolder, ITextClassifier> load)
    {
        _shelves = new(settings, load, _news.Enqueue);
        _models = _shelves.ToServed();
        DefaultName = _shelves.DefaultName;
    }

    /// <summary>The model that answers where none is named.</summary>
    public string DefaultName { get; }

    /// <summary>The models, in the order of their names.</summary>
    public IReadOnlyList<string> Names => [.. _models.Keys.Order(StringComparer.Ordinal)];

    /// <summary>One classifier that never changes.</summary>
    public static ModelRepository Of(ITextClassifier classifier) => new(classifier);

    /// <summary>The models that settings mean, loaded and warmed up; or the workshop's stand-in.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="load">Loads and warms up a version; the usual way where it is null.</param>
    /// <exception cref="StartException">The default model cannot answer, or settings name what is not there.</exception>
    public static ModelRepository Open(Settings settings, Func<VersionFolder, ITextClassifier>? load = null)
    {
        if (settings.MockModel)
            return new(new MockClassifier(settings.ModelVersion ?? "mock", settings.ModelDirectory));
        try
        {
            return new(settings, load ?? ModelClassifier.Load);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The models' folders cannot be read: {cause.Message}");
        }
    }

    /// <summary>A model for one request, which disposes the lease at its end.</summary>
    /// <exception cref="UnknownModelException">There is no such model, version or label.</exception>
    /// <exception cref="ModelNotReadyException">There is one, but it cannot answer yet.</exception>
    public ModelLease Borrow(ModelChoice choice)
    {
        while (true) // what is chosen may go before it is held; another stands in its place by then
        {
            if (Find(choice.Name ?? DefaultName).Choose(choice).Borrow() is { } lease)
                return lease;
        }
    }

    /// <summary>How the versions of a model are doing, the newest first.</summary>
    /// <exception cref="UnknownModelException">There is no such model.</exception>
    public IReadOnlyList<VersionStatus> StatusOf(string name) => [.. Find(name).Versions.Select(version => version.Current)];

    /// <summary>Which version each label of a model stands for.</summary>
    /// <exception cref="UnknownModelException">There is no such model.</exception>
    public IReadOnlyDictionary<string, string> LabelsOf(string name) => Find(name).Labels;

    /// <summary>Looks at the models' folders: what is new and whole is loaded and takes over, what is not wanted any more goes with its last request.</summary>
    public Task CheckNowAsync(CancellationToken cancellation) => _shelves is null ? Task.CompletedTask : Task.Run(Check, cancellation);

    /// <summary>Logs what has happened since it was asked last.</summary>
    public void Tell(ILogger logger)
    {
        while (_news.TryDequeue(out var news))
            news(logger);
    }

    void Check()
    {
        lock (_checking)
            _shelves!.Check(() => _models = _shelves.ToServed(), _news.Enqueue); // asked for by whoever saw that there are some
    }

    ServedModel Find(string name) => _models.TryGetValue(name, out var model)
        ? model
        : throw new UnknownModelException($"There is no model '{name}'. There is: {string.Join(", ", Names)}.");
}
