using Spam.Web.Classification;

namespace Spam.Web.Repository;

/// <summary>The models that answer, by name and version. Requests borrow them; what takes a model's place waits for nobody, and nobody waits for it.</summary>
sealed class ModelRepository
{
    readonly IReadOnlyDictionary<string, ServedModel> _models;

    ModelRepository(string defaultName, IReadOnlyDictionary<string, ServedModel> models) => (DefaultName, _models) = (defaultName, models);

    /// <summary>The model that answers where none is named.</summary>
    public string DefaultName { get; }

    /// <summary>The models, in the order of their names.</summary>
    public IReadOnlyList<string> Names => [.. _models.Keys.Order(StringComparer.Ordinal)];

    /// <summary>One classifier that never changes.</summary>
    public static ModelRepository Of(ITextClassifier classifier)
    {
        var model = new LoadedModel(classifier.Name, classifier);
        var version = new ServedVersion(new(classifier.Version, VersionState.Available), model);
        var served = new ServedModel(classifier.Name, [version], new Dictionary<string, string>());
        return new(classifier.Name, new Dictionary<string, ServedModel>(StringComparer.Ordinal) { [classifier.Name] = served });
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

    ServedModel Find(string name) => _models.TryGetValue(name, out var model)
        ? model
        : throw new UnknownModelException($"There is no model '{name}'. There is: {string.Join(", ", Names)}.");
}
