using System.Security.Cryptography;
using System.Text;
using Spam.Model;
using Spam.Web.Classification;
using Spam.Web.Configuration;
using Spam.Web.Repository;
using Spam.Web.Repository.Folders;
using Spam.Web.Repository.Versions;

namespace Spam.Tests.Web.Repositories;

/// <summary>A repository of folders whose models are one line each: what it says is the label of their answers, unless it says that they are broken.</summary>
sealed class FakeRepository : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly CapturedLog _log = new();
    ModelRepository? _models;

    /// <summary>Its models, once opened.</summary>
    public ModelRepository Models => _models!;

    /// <summary>The folders that were loaded, in their order.</summary>
    public List<string> Loads { get; } = [];

    /// <summary>Warnings and errors so far.</summary>
    public IReadOnlyList<string> Complaints
    {
        get
        {
            Models.Tell(_log);
            return [.. _log.Lines.Where(line => !line.StartsWith("Information", StringComparison.Ordinal))];
        }
    }

    /// <summary>Where it is.</summary>
    public string Path => _folder["models"];

    /// <summary>Writes versions with the line <c>good</c>, as <c>spam/v1</c>.</summary>
    public FakeRepository With(params string[] versions)
    {
        foreach (var version in versions)
            Write(version, "good");
        return this;
    }

    /// <summary>Writes a version.</summary>
    public void Write(string version, string line) => _folder.Write($"models/{version}/fake_metadata.json", line);

    /// <summary>Removes a version or a model.</summary>
    public void Delete(string folder) => Directory.Delete(System.IO.Path.Combine(Path, folder), recursive: true);

    /// <summary>Opens it.</summary>
    public FakeRepository Open(string policy = "latest", string labels = "", string? defaultModel = "spam")
    {
        var settings = new Settings
        {
            Repository = new()
            {
                Folder = Path,
                DefaultModel = defaultModel,
                Policy = VersionPolicy.Parse(policy, Assert.Fail),
                Labels = ModelLabel.Parse(labels, Assert.Fail),
            },
        };
        _models = ModelRepository.Open(settings, Load);
        return this;
    }

    /// <summary>Looks so often that every folder has stood still.</summary>
    public async Task CheckTwiceAsync()
    {
        await Models.CheckNowAsync(default);
        await Models.CheckNowAsync(default);
    }

    /// <summary>The versions of a model with their states: <c>v2 Available, v1 End</c>.</summary>
    public string StatusOf(string name = "spam") => string.Join(", ", Models.StatusOf(name).Select(status => $"{status.Version} {status.State}{(status.Error is null ? "" : "!")}"));

    /// <summary>The version that answers.</summary>
    public string Answering(string? name = null, string? version = null, string? label = null)
    {
        using var lease = Models.Borrow(new(name, version, label));
        return $"{lease.Name} {lease.Version} {lease.Classifier.Labels[0]}";
    }

    public void Dispose() => _folder.Dispose();

    FakeClassifier Load(VersionFolder folder)
    {
        Loads.Add(System.IO.Path.GetRelativePath(Path, folder.Path));
        var line = File.ReadAllText(System.IO.Path.Combine(folder.Path, "fake_metadata.json"));
        return line == "broken" ? throw new InvalidDataException($"{folder.Path} is broken.") : new(folder.Version!, line);
    }

    /// <summary>Answers with one label.</summary>
    internal sealed class FakeClassifier(string version, string label) : ITextClassifier
    {
        public string Name => "fake";

        public string Version => version;

        public string Folder => "";

        public string ContentHash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(label)));

        public IReadOnlyList<string> Labels => [label];

        public IReadOnlyList<Prediction> Predict(IReadOnlyList<string> texts)
            => [.. texts.Select(_ => new Prediction(new OrderedDictionary<string, float> { [label] = 1 }, new(label, 1)))];
    }
}
