using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Spam.Keras.Models;
using Spam.Keras.Saving;
using Spam.Keras.Saving.Callbacks;
using Spam.Train.Networks;
using Spam.Train.Reports;
using Spam.Train.Settings;
using Spam.Train.Training;

namespace Spam.Train.Resuming;

/// <summary>What is kept of a training until it has succeeded: a hidden folder beside the model folder, for the same data and options alone.</summary>
sealed class KeptTraining
{
    const string OriginName = "origin.json", FiguresName = "figures.json", BackupName = "training";

    // Weights depend on neither; and where the data is does not matter, only what is in it.
    static readonly string[] _freelyChosen = [TrainSettings.Data, "threads", "out"];

    readonly string _origin;

    /// <summary>What is kept, or will be, of the training of a model folder.</summary>
    /// <param name="modelFolder">The model folder.</param>
    public KeptTraining(string modelFolder)
    {
        Folder = Path.Combine(Path.GetDirectoryName(modelFolder) ?? "", $".{Path.GetFileName(modelFolder)}.training");
        _origin = Path.Combine(Folder, OriginName);
        Figures = new(Path.Combine(Folder, FiguresName));
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Whether there is a training with an epoch that was finished.</summary>
    public bool IsThere => File.Exists(_origin) && Directory.Exists(Path.Combine(Folder, BackupName));

    /// <summary>The figures of all epochs.</summary>
    public EpochFigures Figures { get; }

    /// <summary>What keeps a training that runs, and goes on with one that was kept.</summary>
    public IReadOnlyList<Callback> Callbacks => [Figures, new BackupAndRestore(Folder, deleteCheckpoint: false)]; // the model is not written yet when the last epoch ends

    /// <summary>Begins to keep a training. What was kept of another is gone.</summary>
    /// <param name="asked">What was asked for.</param>
    /// <param name="run">What is trained; it differs where settings were searched for.</param>
    public void Begin(TrainOptions asked, TrainingRun run)
    {
        Remove();
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, RunFile.FileName), RunFile.Write(run.Options with { Epochs = run.NumEpochs }));
        AtomicFile.Write(_origin, stream => JsonSerializer.Serialize(stream, OriginOf(asked, run.Corpus), KeptJson.Indented.Origin));
    }

    /// <summary>The options to go on with.</summary>
    /// <param name="asked">What is asked for now.</param>
    /// <param name="corpus">The data now.</param>
    /// <exception cref="TrainingException">Other data or options were asked for then.</exception>
    public TrainOptions Continue(TrainOptions asked, Corpus corpus)
    {
        var (then, now) = (ReadOrigin(), OriginOf(asked, corpus));
        string[] differences =
        [
            .. now.Keys.Union(then.Keys)
                .Where(name => then.GetValueOrDefault(name) != now.GetValueOrDefault(name))
                .Select(name => $"{name} was {then.GetValueOrDefault(name) ?? "not given"} and is {now.GetValueOrDefault(name) ?? "not given"}"),
        ];
        if (differences.Length > 0)
        {
            throw new TrainingException(
                $"--resume cannot go on with the training in {Folder}: {string.Join("; ", differences)}. " +
                "Give what was given then, or train anew with --overwrite in the place of --resume.");
        }

        var chosen = RunFile.Read(Path.Combine(Folder, RunFile.FileName), new()).Apply(asked);
        return chosen with { Model = asked.Model, Data = asked.Data, Out = asked.Out, Threads = asked.Threads, Trials = 0 };
    }

    /// <summary>Keeps nothing any more.</summary>
    public void Remove()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    static Dictionary<string, string> OriginOf(TrainOptions asked, Corpus corpus)
    {
        var origin = new Dictionary<string, string> { ["program"] = Versions.Program, ["the data's SHA-256"] = corpus.DataSha256 };
        foreach (var (name, value) in RunFile.ValuesOf(asked).Where(setting => !_freelyChosen.Contains(setting.Name)))
            origin[name] = value.ToString();
        if (asked.Trials > 0)
            origin["trials"] = asked.Trials.ToString(CultureInfo.InvariantCulture);
        if (Kinds.ModelKinds.Find(asked.Model) is JsonKind network)
            origin[TrainSettings.Model] = $"a file of SHA-256 {Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(network.ReadFile())))}";
        return origin;
    }

    Dictionary<string, string> ReadOrigin()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(_origin), KeptJson.Indented.Origin) ?? [];
        }
        catch (JsonException cause)
        {
            throw new TrainingException($"{_origin} cannot be read: {cause.Message} Train anew with --overwrite in the place of --resume.");
        }
    }
}
