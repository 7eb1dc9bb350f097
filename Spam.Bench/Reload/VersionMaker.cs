using Spam.Bench.Report;
using Spam.Keras.Models;
using Spam.Keras.Preprocessing;
using Spam.Keras.Saving;
using Spam.Model;

namespace Spam.Bench.Reload;

/// <summary>Puts versions of one model into a folder, each with weights of its own, and labels that bear its name: an answer tells which version it comes from.</summary>
sealed class VersionMaker(string folder)
{
    const int NumWords = 280, MaxLength = 300;

    /// <summary>What may be wrong with a version.</summary>
    public static readonly string[] Damages = ["truncated", "flipped byte", "wrong labels", "NaN weights"];

    static readonly string[] _words = [.. Enumerable.Range(0, NumWords).Select(i => $"word{i}")];

    readonly Sequential _model = WorkshopModel.Build(NumWords, MaxLength, units: 64);

    /// <summary>A text of words that the model knows, and of a number that makes it new.</summary>
    public static string Text(long number)
    {
        var random = new Random((int)number);
        return $"{number} {string.Join(' ', Enumerable.Range(0, 2 + random.Next(20)).Select(_ => _words[random.Next(NumWords - 1)]))}";
    }

    /// <summary>The folder of a version.</summary>
    public string PathOf(int version) => Path.Combine(folder, $"v{version}");

    /// <summary>Writes a version aside, to be put in its place by <see cref="Drop"/>.</summary>
    public void Write(int version, string? damage = null)
    {
        var aside = Aside(version);
        Directory.CreateDirectory(aside);
        var bias = _model.Parameters[^1];
        bias.Value[0] = damage == "NaN weights" ? float.NaN : 0.01f * version;
        bias.Changed();
        _model.SaveSavedModel(Path.Combine(aside, "saved_model"));

        var tokenizer = new Tokenizer(NumWords);
        tokenizer.FitOnTexts([string.Join(' ', _words)]);
        File.WriteAllText(Path.Combine(aside, "spam_tokenizer.json"), tokenizer.ToJson());
        string[] labels = damage == "wrong labels" ? ["only"] : [$"ham@v{version}", $"spam@v{version}"];
        var metadata = new ModelMetadata { Labels = labels, MaxSequenceLength = MaxLength, MaxWords = NumWords };
        File.WriteAllText(Path.Combine(aside, "spam_metadata.json"), metadata.ToJson());
        File.WriteAllText(Path.Combine(aside, Manifest.FileName), ManifestOf(version, aside, labels).ToJson());
        Damage(aside, damage);
    }

    /// <summary>Puts a version in its place, whole at once.</summary>
    public void Drop(int version) => Directory.Move(Aside(version), PathOf(version));

    string Aside(int version) => Path.Combine(folder, $".v{version}.new");

    static void Damage(string folder, string? damage)
    {
        if (damage is not ("truncated" or "flipped byte"))
            return;
        var data = Path.Combine(folder, "saved_model", "variables", "variables.data-00000-of-00001");
        var bytes = File.ReadAllBytes(data);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(data, damage == "truncated" ? bytes[..^100] : bytes);
    }

    static Manifest ManifestOf(int version, string folder, string[] labels) => new()
    {
        Name = "spam",
        Version = $"v{version}",
        Created = DateTimeOffset.UnixEpoch,
        WrittenBy = new Dictionary<string, string>(),
        Labels = labels,
        Seed = 1,
        Settings = new Dictionary<string, string>(),
        Scores = new Dictionary<string, double>(),
        Files = FileDigests.OfFolder(folder),
    };
}
