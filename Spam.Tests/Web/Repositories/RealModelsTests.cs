using System.Runtime.CompilerServices;
using Spam.Model;
using Spam.Tests.Model;
using Spam.Web.Configuration;
using Spam.Web.Repository;
using Spam.Web.Repository.Versions;

namespace Spam.Tests.Web.Repositories;

/// <summary>Real models, whole and broken.</summary>
public sealed class RealModelsTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("truncated", "saved_model/variables/variables.data-00000-of-00001")]
    [InlineData("flipped", "saved_model/variables/variables.data-00000-of-00001")]
    [InlineData("missing", "tiny_tokenizer.json", "has no tokenizer (*tokenizer.json)")]
    [InlineData("half a manifest", "manifest.json")]
    [InlineData("labels", "tiny_metadata.json")]
    [InlineData("NaN", "saved_model")]
    [InlineData("of another model", "tiny_tokenizer.json")]
    public async Task A_broken_version_is_named_and_replaces_nothing(string damage, string file, string? error = null)
    {
        Write("v1");
        var models = Open();
        Write("v2", damage == "NaN" ? float.NaN : 1, damage == "labels" ? ["a", "b", "c"] : ["ham", "spam"]);
        Damage(damage, _folder[$"models/spam/v2/{file}"]);

        await models.CheckNowAsync(default);
        await models.CheckNowAsync(default);

        var status = models.StatusOf("spam");
        Assert.Equal([("v2", VersionState.End), ("v1", VersionState.Available)], status.Select(version => (version.Version, version.State)));
        Assert.Contains(error ?? file, status[0].Error, StringComparison.Ordinal);
        using var lease = models.Borrow(default);
        Assert.Equal("v1", lease.Version);

        Directory.Delete(_folder["models/spam/v2"], recursive: true);
        Write("v2");
        await models.CheckNowAsync(default);

        Assert.Equal(new VersionStatus("v2", VersionState.Available), models.StatusOf("spam")[0]);
    }

    [Fact]
    public async Task A_version_on_its_way_is_not_touched_until_its_manifest_is_fulfilled()
    {
        Write("v1");
        var models = Open();
        Write("../v2");
        var source = _folder["models/v2"];
        string[] files = [.. Directory.GetFiles(source, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(source, path)).OrderByDescending(name => name == Manifest.FileName)];

        foreach (var file in files.SkipLast(1)) // the manifest first: then it tells what is missing
        {
            Copy(source, file);
            await models.CheckNowAsync(default);
            Assert.Equal(new VersionStatus("v2", VersionState.Start), models.StatusOf("spam")[0]);
        }

        Copy(source, files[^1]);
        await models.CheckNowAsync(default);

        Assert.Equal(new VersionStatus("v2", VersionState.Available), models.StatusOf("spam")[0]);
    }

    [Fact]
    public async Task What_has_been_replaced_can_be_collected()
    {
        Write("v1");
        var models = Open();
        var old = Use(models);
        Write("v2");
        await models.CheckNowAsync(default);
        Assert.NotEqual(old, Use(models));

        for (var i = 0; i < 10 && old.IsAlive; i++) // pools of threads are emptied by finalizers
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }

        Assert.False(old.IsAlive);
        Assert.Equal("v2", Use(models).Target is { } classifier ? ((Spam.Web.Classification.ITextClassifier)classifier).Version : "");
    }

    [Fact]
    public void A_single_folder_of_versions_falls_back_to_what_can_be_loaded()
    {
        Write("v1");
        Write("v2");
        File.Delete(_folder["models/spam/v2/tiny_tokenizer.json"]);

        var models = ModelRepository.Open(new Settings { ModelDirectory = _folder["models/spam"] });
        var only = Assert.Throws<StartException>(() => ModelRepository.Open(new Settings { ModelDirectory = _folder["models/spam"], ModelVersion = "v2" }));
        var none = Assert.Throws<StartException>(() => ModelRepository.Open(new Settings { ModelDirectory = _folder["models/spam"], ModelVersion = "v3" }));

        Assert.Equal(["v2 End", "v1 Available"], models.StatusOf("tiny").Select(version => $"{version.Version} {version.State}"));
        Assert.StartsWith("The model cannot be used. ", only.Message, StringComparison.Ordinal);
        Assert.Contains("it holds v1, v2. Set MODEL_VERSION", none.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_single_model_folder_is_loaded_anew_when_it_is_trained_anew()
    {
        Write("v1");
        var models = ModelRepository.Open(new Settings { ModelDirectory = _folder["models/spam/v1"], ModelVersion = "mine" });
        Write("../new", factor: 2);
        var before = Score(models);

        Directory.Move(_folder["models/spam/v1"], _folder["old"]);
        Directory.Move(_folder["models/new"], _folder["models/spam/v1"]);
        await models.CheckNowAsync(default);

        Assert.NotEqual(before, Score(models));
        Assert.Equal([new("mine", VersionState.Available)], models.StatusOf("tiny"));
        var error = Assert.Throws<StartException>(() => ModelRepository.Open(new Settings { ModelDirectory = _folder["models/spam/v1"], Repository = new() { Policy = VersionPolicy.Only("v1") } }));
        Assert.Contains("is one model", error.Message, StringComparison.Ordinal);
    }

    ModelRepository Open() => ModelRepository.Open(new Settings { Repository = new() { Folder = _folder["models"] } });

    void Write(string version, float factor = 1, params string[] labels)
        => TinyModel.Write(_folder[$"models/spam/{version}"], TinyModel.Metadata(labels is [] ? ["ham", "spam"] : labels), width: 2, withManifest: true, factor: factor);

    void Copy(string source, string file)
    {
        var target = _folder[$"models/spam/v2/{file}"];
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(Path.Combine(source, file), target);
    }

    static float Score(ModelRepository models)
    {
        using var lease = models.Borrow(default);
        return lease.Classifier.Predict(["free prize"])[0].Scores["spam"];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static WeakReference Use(ModelRepository models)
    {
        using var lease = models.Borrow(default);
        Parallel.For(0, 8, _ => lease.Classifier.Predict(["free prize", "see you at home now"]));
        return new(lease.Classifier);
    }

    static void Damage(string damage, string path)
    {
        switch (damage)
        {
            case "truncated" or "half a manifest":
                using (var stream = File.OpenWrite(path))
                    stream.SetLength(stream.Length - 10);
                break;
            case "flipped":
                var bytes = File.ReadAllBytes(path);
                bytes[bytes.Length / 2] ^= 1;
                File.WriteAllBytes(path, bytes);
                break;
            case "missing":
                File.Delete(path);
                break;
            case "of another model":
                File.WriteAllText(path, File.ReadAllText(path).Replace("free", "fine", StringComparison.Ordinal));
                break;
        }
    }
}
