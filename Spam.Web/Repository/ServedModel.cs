using Spam.Web.Repository.Versions;

namespace Spam.Web.Repository;

/// <summary>A model with its versions at one moment. When something changes another stands in its place.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Versions">Its versions, the newest first.</param>
/// <param name="Labels">Which version each label stands for.</param>
sealed record ServedModel(string Name, IReadOnlyList<ServedVersion> Versions, IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>The label whose version answers where none is asked for.</summary>
    public const string Stable = "stable";

    /// <summary>The version that is meant.</summary>
    /// <exception cref="UnknownModelException">There is none.</exception>
    /// <exception cref="ModelNotReadyException">There is one, but it cannot answer yet.</exception>
    public LoadedModel Choose(ModelChoice choice)
    {
        if (choice.Version is { } version)
            return OfVersion(version, "");
        if (choice.Label is { } label)
            return OfLabel(label);
        if (Labels.ContainsKey(Stable))
            return OfLabel(Stable);
        return Versions.FirstOrDefault(served => served.IsAvailable)?.Model
            ?? throw new ModelNotReadyException($"No version of the model '{Name}' can answer yet.");
    }

    LoadedModel OfLabel(string label) => Labels.TryGetValue(label, out var version)
        ? OfVersion(version, $" The label '{label}' stands for it.")
        : throw new UnknownModelException($"The model '{Name}' has no label '{label}'. Its labels: {Listed(Labels.Keys.Order(StringComparer.Ordinal))}.");

    LoadedModel OfVersion(string version, string remark)
    {
        var served = Versions.FirstOrDefault(served => served.Status.Version == version);
        return served?.Current.State switch
        {
            VersionState.Available => served.Model!, // what is available is in memory
            VersionState.Start or VersionState.Loading => throw new ModelNotReadyException($"The version '{version}' of the model '{Name}' cannot answer yet.{remark}"),
            _ => throw new UnknownModelException(
                $"The model '{Name}' has no version '{version}' that can answer.{remark} "
                + $"Those that can: {Listed(Versions.Where(other => other.IsAvailable).Select(other => other.Status.Version))}."),
        };
    }

    static string Listed(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } list ? list : "none";
}
