using Spam.Web.Classification;
using Spam.Web.Repository.Versions;

namespace Spam.Web.Repository.Folders;

/// <summary>One model: looks at the folders of its versions and decides which of them answer. One look at a time.</summary>
/// <param name="name">The model's name; null where its first version tells it.</param>
/// <param name="list">Lists the folders of its versions, the newest first.</param>
/// <param name="policy">Which are to answer.</param>
/// <param name="labels">Which version each label stands for; these answer whatever the policy says.</param>
/// <param name="load">Loads and warms up a version.</param>
sealed class ModelShelf(
    string? name, Func<IReadOnlyList<VersionFolder>> list, VersionPolicy policy, IReadOnlyDictionary<string, string> labels,
    Func<VersionFolder, ITextClassifier> load)
{
    readonly Dictionary<string, VersionSlot> _slots = new(StringComparer.Ordinal);
    readonly List<LoadedModel> _leaving = [];
    string? _name = name;
    IReadOnlyList<VersionFolder> _folders = [];

    /// <summary>The model's name.</summary>
    public string Name => _name ?? throw new InvalidOperationException("No version has been loaded: nothing has told the model's name.");

    /// <summary>Why the newest version that is wanted cannot be used, if anything.</summary>
    public string? Error => _folders.Select(folder => _slots[folder.Name].Error).FirstOrDefault(error => error is not null);

    /// <summary>Whether a version answers.</summary>
    public bool CanAnswer => _slots.Values.Any(slot => slot.Model is not null);

    /// <summary>Whether that version answers.</summary>
    public bool Answers(string version) => _slots.Values.Any(slot => slot.Model?.Version == version);

    /// <summary>Why that version cannot be used, if anything.</summary>
    public string? ErrorOf(string version) => _slots.GetValueOrDefault(version)?.Error;

    /// <summary>The model as requests are to see it.</summary>
    public ServedModel ToServed()
    {
        _leaving.RemoveAll(model => model.IsGone);
        var versions = _slots.Values.Select(ToServed).ToList();
        versions.AddRange(_leaving
            .Where(model => !versions.Exists(version => version.Status.Version == model.Version))
            .Select(model => new ServedVersion(new(model.Version, VersionState.Unloading), model)));
        return new(Name, [.. versions.OrderByDescending(version => version.Status.Version, VersionOrder.Instance)], labels);
    }

    /// <summary>Looks at the folders, loads what is new and wanted, and ends what is not.</summary>
    /// <param name="isStart">Whether the service starts.</param>
    /// <param name="changed">Is called when requests are to see something else.</param>
    /// <param name="tell">Gets what is to be told.</param>
    public void Check(bool isStart, Action changed, Action<Action<ILogger>> tell)
    {
        _folders = list();
        foreach (var folder in _folders)
            _slots.TryAdd(folder.Name, new(folder.Name));

        var wanted = new HashSet<string>(StringComparer.Ordinal);
        var available = 0;
        foreach (var folder in _folders)
        {
            var slot = _slots[folder.Name];
            var isWanted = policy.Wants(folder.Name, available);
            if (!isWanted && !labels.Values.Contains(folder.Name))
                continue;
            wanted.Add(folder.Name);
            Bring(slot, folder, isStart, changed, tell);
            if (isWanted && slot.Model is not null)
                available++;
        }

        var ended = EndOthers(wanted, tell);
        changed();
        if (ended.Count == 0)
            return;
        ended.ForEach(model => model.LetGo()); // nobody is sent to them any more
        changed(); // those that nobody holds have gone by now
    }

    /// <summary>Ends all versions. Who takes the model from the sight of requests lets them go then.</summary>
    public IReadOnlyList<LoadedModel> Close(Action<Action<ILogger>> tell) => [.. _slots.Values.Select(slot => End(slot, tell)).OfType<LoadedModel>()];

    void Bring(VersionSlot slot, VersionFolder folder, bool isStart, Action changed, Action<Action<ILogger>> tell)
    {
        var news = slot.Bring(folder, isStart, Load, changed);
        if (news.Error is { } error)
        {
            var shown = _name ?? folder.Path; // nothing has told the name yet
            tell(logger => Log.ModelRefused(logger, shown, folder.Name, error));
        }

        if (news.Loaded is not { } loaded)
            return;
        changed();
        news.Replaced?.LetGo(); // its version goes on with the new files: there is nothing to be seen of its end
        using var lease = loaded.Borrow()!; // this shelf holds it
        var (version, hash, labelNames) = (loaded.Version, lease.Classifier.ContentHash[..12], string.Join(", ", lease.Classifier.Labels));
        tell(logger => Log.ModelLoaded(logger, Name, version, folder.Path, hash, labelNames, news.Took.TotalMilliseconds));
    }

    LoadedModel Load(VersionFolder folder)
    {
        var classifier = load(folder);
        _name ??= classifier.Name;
        return new(_name, classifier);
    }

    // Of versions whose folders have gone the one that callers get without asking for any stays, until another is there to take its place.
    List<LoadedModel> EndOthers(HashSet<string> wanted, Action<Action<ILogger>> tell)
    {
        var present = _folders.Select(folder => folder.Name).ToHashSet(StringComparer.Ordinal);
        var stable = labels.GetValueOrDefault(ServedModel.Stable);
        var needed = stable is not null
            ? _slots.Values.FirstOrDefault(slot => slot.Model?.Version == stable)
            : _slots.Values.Any(slot => wanted.Contains(slot.Name) && slot.Model is not null) ? null : _slots.Values.Where(slot => slot.Model is not null).MaxBy(slot => slot.Name, VersionOrder.Instance);
        var ended = new List<LoadedModel>();
        foreach (var slot in _slots.Values.ToList())
        {
            if (wanted.Contains(slot.Name))
                continue;
            if (slot == needed)
            {
                if (!present.Contains(slot.Name) && slot.Outlive())
                    tell(logger => Log.ModelFolderGone(logger, Name, slot.Name));
                continue;
            }

            if (End(slot, tell) is { } model)
                ended.Add(model);
            if (!present.Contains(slot.Name))
                _slots.Remove(slot.Name);
        }

        return ended;
    }

    LoadedModel? End(VersionSlot slot, Action<Action<ILogger>> tell)
    {
        if (slot.Retire() is not { } model)
            return null;
        _leaving.Add(model);
        tell(logger => Log.ModelUnloaded(logger, Name, model.Version));
        return model;
    }

    ServedVersion ToServed(VersionSlot slot)
    {
        return slot is { State: VersionState.End, Error: null } && _leaving.Find(model => model.Version == slot.Name) is { } leaving
            ? new(slot.Status with { State = VersionState.Unloading }, leaving)
            : new(slot.Status, slot.Model);
    }
}
