using Spam.Web.Classification;
using Spam.Web.Configuration;

namespace Spam.Web.Repository.Folders;

/// <summary>All models, where settings say that they are: in a repository, or one in a folder.</summary>
sealed class ModelShelves
{
    const string Train = "\nTrain one (about a minute):\n  dotnet run --project Spam.Train\nor set MODEL_DIRECTORY to a folder that holds one.";

    readonly Dictionary<string, ModelShelf> _shelves = new(StringComparer.Ordinal);
    readonly RepositorySettings _settings;
    readonly Func<VersionFolder, ITextClassifier> _load;
    readonly string? _repository;
    readonly ModelShelf _default;
    bool _isUnreadable;

    /// <summary>Finds the models, and loads those that are wanted.</summary>
    /// <param name="settings">Where they are.</param>
    /// <param name="load">Loads and warms up a version.</param>
    /// <param name="tell">Gets what is to be told.</param>
    /// <exception cref="StartException">The default model cannot answer, or settings name what is not there.</exception>
    public ModelShelves(Settings settings, Func<VersionFolder, ITextClassifier> load, Action<Action<ILogger>> tell)
    {
        (_settings, _load, _repository) = (settings.Repository, load, settings.Repository.Folder);
        if (_repository is null)
        {
            _default = ShelfOf(settings.ModelDirectory, settings.ModelVersion);
            _default.Check(isStart: true, () => { }, tell);
            CheckAnswers(settings.ModelDirectory);
            _shelves[_default.Name] = _default;
        }
        else
        {
            var names = NamesIn(_repository);
            var name = DefaultOf(names, _repository);
            foreach (var model in names)
                Add(model, name);
            _default = _shelves[name];
            foreach (var shelf in _shelves.Values)
                shelf.Check(isStart: true, () => { }, tell);
            CheckAnswers(Path.Combine(_repository, name));
        }

        CheckLabels(tell);
    }

    /// <summary>The model that answers where none is named.</summary>
    public string DefaultName => _default.Name;

    /// <summary>The models as requests are to see them.</summary>
    public IReadOnlyDictionary<string, ServedModel> ToServed() => _shelves.ToDictionary(pair => pair.Key, pair => pair.Value.ToServed(), StringComparer.Ordinal);

    /// <summary>Looks at all folders once.</summary>
    /// <param name="changed">Is called when requests are to see something else.</param>
    /// <param name="tell">Gets what is to be told.</param>
    public void Check(Action changed, Action<Action<ILogger>> tell)
    {
        try
        {
            if (_repository is not null)
                FindModels(_repository, changed, tell);
            foreach (var shelf in _shelves.Values)
                shelf.Check(isStart: false, changed, tell);
            _isUnreadable = false;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            if (!_isUnreadable) // once, not at every look
                tell(logger => Log.ModelsUnreadable(logger, cause.Message));
            _isUnreadable = true;
        }
    }

    void FindModels(string repository, Action changed, Action<Action<ILogger>> tell)
    {
        foreach (var name in ModelFolders.ModelsIn(repository)) // which fails where the repository has gone: then nothing changes
        {
            if (!_shelves.ContainsKey(name))
                Add(name, _default.Name);
        }

        foreach (var (name, shelf) in _shelves.ToList())
        {
            if (shelf == _default || Directory.Exists(Path.Combine(repository, name)))
                continue;
            _shelves.Remove(name);
            var ended = shelf.Close(tell);
            changed();
            foreach (var model in ended)
                model.LetGo();
        }
    }

    void Add(string name, string defaultName) => _shelves[name] = new(
        name, () => ModelFolders.VersionsIn(Path.Combine(_repository!, name)), _settings.Policy, LabelsOf(name, defaultName), _load); // only a repository has names

    // One model folder, or a folder of versions: which of them is seen anew at each look.
    ModelShelf ShelfOf(string directory, string? version)
    {
        if (ModelFolders.HoldsModel(directory) && _settings.Policy.Listed is { } listed)
        {
            throw new StartException(
                $"MODEL_VERSION_POLICY=specific:{listed} chooses among versions, but MODEL_DIRECTORY={directory} is one model. Leave the policy away, or name the folder above.");
        }

        var labels = _settings.Labels.ToDictionary(label => label.Label, label => label.Version, StringComparer.Ordinal);
        return new(null, List, _settings.Policy, labels, _load);

        IReadOnlyList<VersionFolder> List() => ModelFolders.HoldsModel(directory)
            ? [new(directory, Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory))), version)]
            : [.. ModelFolders.VersionsIn(directory).Where(folder => version is null || folder.Name == version)];
    }

    Dictionary<string, string> LabelsOf(string name, string defaultName) => _settings.Labels
        .Where(label => (label.Model ?? defaultName) == name)
        .ToDictionary(label => label.Label, label => label.Version, StringComparer.Ordinal);

    static IReadOnlyList<string> NamesIn(string repository)
    {
        if (!Directory.Exists(repository))
            throw new StartException($"There is no model in MODEL_REPOSITORY={repository}: the folder does not exist.");
        var names = ModelFolders.ModelsIn(repository);
        return names.Count > 0
            ? names
            : throw new StartException($"There is no model in MODEL_REPOSITORY={repository}: a model is a folder of versions in it, as {Path.Combine(repository, "spam", "v1")}.");
    }

    string DefaultOf(IReadOnlyList<string> names, string repository)
    {
        if (_settings.DefaultModel is { } name)
        {
            return names.Contains(name)
                ? name
                : throw new StartException($"DEFAULT_MODEL={name} is none of the models in {repository}: {string.Join(", ", names)}.");
        }

        return names.Count == 1
            ? names[0]
            : throw new StartException($"{repository} holds {names.Count} models: {string.Join(", ", names)}. Set DEFAULT_MODEL to the one that answers where none is named.");
    }

    void CheckAnswers(string folder)
    {
        if (_default.CanAnswer)
            return;
        if (_default.Error is { } error)
            throw new StartException($"The model cannot be used. {error}");

        var versions = ModelFolders.VersionsIn(folder).Select(version => version.Name).ToList();
        throw new StartException(
            !Directory.Exists(folder) ? $"There is no model in {folder}: the folder does not exist.{Train}"
            : versions.Count == 0 ? $"There is no model in {folder}: neither it nor a folder in it holds a *metadata.json file.{Train}"
            : $"No version that is wanted is in {folder}: it holds {string.Join(", ", versions.Order(StringComparer.Ordinal))}. "
                + "Set MODEL_VERSION, or MODEL_VERSION_POLICY=specific:..., to some of them.");
    }

    void CheckLabels(Action<Action<ILogger>> tell)
    {
        foreach (var label in _settings.Labels)
        {
            if (label.Model is { } name && !_shelves.ContainsKey(name))
                throw new StartException($"MODEL_LABELS holds '{label}', but there is no model {name}: there is {string.Join(", ", _shelves.Keys.Order(StringComparer.Ordinal))}.");
            var shelf = _shelves[label.Model ?? DefaultName];
            if (shelf.Answers(label.Version))
                continue;
            tell(logger => Log.LabelWithoutVersion(logger, $"{label}"));
            if (shelf == _default && label.Label == ServedModel.Stable)
            {
                throw new StartException(
                    $"MODEL_LABELS holds '{label}', so version {label.Version} answers where none is asked for, but it cannot. "
                    + $"{_default.ErrorOf(label.Version) ?? "There is no such version."}");
            }
        }
    }
}
