using Spam.Web.Configuration.Reading;
using Spam.Web.Repository;
using Spam.Web.Repository.Versions;

namespace Spam.Web.Configuration;

/// <summary>Which models answer, and which of their versions.</summary>
sealed record RepositorySettings
{
    /// <summary><c>MODEL_REPOSITORY</c>: a folder of models, each a folder of versions; null where <c>MODEL_DIRECTORY</c> counts.</summary>
    public string? Folder { get; init; }

    /// <summary><c>DEFAULT_MODEL</c>: the model of the short routes; null where there is but one.</summary>
    public string? DefaultModel { get; init; }

    /// <summary><c>MODEL_VERSION_POLICY</c>: which versions of each model are loaded.</summary>
    public VersionPolicy Policy { get; init; } = VersionPolicy.Latest(1);

    /// <summary><c>MODEL_LABELS</c>: names for versions.</summary>
    public IReadOnlyList<ModelLabel> Labels { get; init; } = [];

    /// <summary><c>MODEL_POLL_SECONDS</c>: how often the folders are looked at; zero for never again after the start.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Reads the variables.</summary>
    public static RepositorySettings From(SettingsReader read)
    {
        var defaults = new RepositorySettings();
        var settings = new RepositorySettings
        {
            Folder = read.Text("MODEL_REPOSITORY"),
            DefaultModel = read.Text("DEFAULT_MODEL"),
            Policy = read.Text("MODEL_VERSION_POLICY") is { } policy ? VersionPolicy.Parse(policy, read.Add) : defaults.Policy,
            Labels = read.Text("MODEL_LABELS") is { } labels ? ModelLabel.Parse(labels, read.Add) : defaults.Labels,
            Poll = TimeSpan.FromSeconds(read.Integer("MODEL_POLL_SECONDS", (int)defaults.Poll.TotalSeconds, 0, 86_400)),
        };
        if (read.Text("MODEL_VERSION") is { } version && settings.Folder is not null)
            read.Add($"MODEL_VERSION={version} names a version of MODEL_DIRECTORY; with MODEL_REPOSITORY set MODEL_VERSION_POLICY=specific:{version} in its place.");
        else if (read.Text("MODEL_VERSION") is { } only && settings.Policy != defaults.Policy)
            read.Add($"MODEL_VERSION={only} and MODEL_VERSION_POLICY={read.Text("MODEL_VERSION_POLICY")} both say which version answers. Leave one of them away.");
        if (settings.DefaultModel is { } model && settings.Folder is null)
            read.Add($"DEFAULT_MODEL={model} names a model of MODEL_REPOSITORY, which is not set.");
        return settings;
    }
}
