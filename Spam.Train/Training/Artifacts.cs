using System.Reflection;
using System.Runtime.InteropServices;
using Spam.Keras.Saving;
using Spam.Keras.Saving.Inspection;
using Spam.Model;
using Spam.Train.Files;
using Spam.Train.Networks;
using Spam.Train.Settings;

namespace Spam.Train.Training;

/// <summary>The model folder that a training run leaves: model, tokenizer, metadata, settings, log and manifest.</summary>
static class Artifacts
{
    const string NetworkFile = "model.json";

    // Of the manifest's own keys, and where the folder is: it may be moved.
    static readonly string[] _statedElsewhere = ["labels", "name", "version", "seed", "out"];

    /// <summary>The file or folder of the model itself.</summary>
    public static string ModelOf(TrainOptions options) => options.Format switch
    {
        SavedForm.Keras => $"{options.Name}_model.keras",
        SavedForm.H5 => $"{options.Name}_model.h5",
        _ => "saved_model",
    };

    /// <summary>Writes the folder in one step: until it is whole, what was there stays.</summary>
    /// <returns>What was written.</returns>
    public static Manifest Write(TrainingRun run, TrainingResult result, DateTimeOffset now)
    {
        var options = run.Options;
        Manifest? manifest = null;
        AtomicDirectory.Write(options.ModelFolder, folder =>
        {
            ModelTarget.Write(run.Model, Path.Combine(folder, ModelOf(options)), options.Format, options.Keras);
            File.WriteAllText(Path.Combine(folder, $"{options.Name}_tokenizer.json"), run.Corpus.Tokenizer.ToJson());
            File.WriteAllText(Path.Combine(folder, $"{options.Name}_metadata.json"), Metadata(run).ToJson());
            File.WriteAllText(Path.Combine(folder, RunFile.FileName), RunFile.Write(Resolved(run)));
            if (run.Kind is JsonKind network)
                File.WriteAllText(Path.Combine(folder, NetworkFile), network.ReadFile());
            TrainingLog.Write(Path.Combine(folder, "training_log.csv"), result.History);
            manifest = Describe(run, result, now, FileDigests.OfFolder(folder));
            File.WriteAllText(Path.Combine(folder, Manifest.FileName), manifest.ToJson());
        });
        return manifest!; // the writer above has run
    }

    // With nothing left to defaults, so that the same run can be made again; a network's file is taken from the folder, where it stays.
    static TrainOptions Resolved(TrainingRun run) => run.Options with
    {
        Model = run.Kind is JsonKind ? Path.Combine(run.Options.ModelFolder, NetworkFile) : run.Options.Model,
        Labels = run.Corpus.DataSet.Labels,
        Epochs = run.NumEpochs,
    };

    static ModelMetadata Metadata(TrainingRun run) => new()
    {
        Labels = run.Corpus.DataSet.Labels,
        MaxSequenceLength = run.Options.MaxLength,
        MaxWords = run.Options.NumWords,
        Activation = run.Head.Activation,
        MultiLabel = run.Head.IsMultiLabel,
        Name = run.Options.Name,
    };

    static Manifest Describe(TrainingRun run, TrainingResult result, DateTimeOffset now, IReadOnlyList<ManifestFile> files)
    {
        var scores = new OrderedDictionary<string, double>
        {
            ["accuracy"] = result.Report.Accuracy,
            ["majority_baseline"] = result.Report.MajorityBaseline,
            ["logistic_baseline"] = result.LogisticAccuracy,
        };
        foreach (var (name, value) in result.Report.Summary)
            scores[name] = value;
        foreach (var label in result.Report.Scores)
        {
            scores[$"precision {label.Label}"] = label.Precision;
            scores[$"recall {label.Label}"] = label.Recall;
            scores[$"f1 {label.Label}"] = label.F1;
        }

        return new()
        {
            Name = run.Options.Name,
            Version = run.Options.Version,
            Created = now.ToUniversalTime(),
            WrittenBy = new OrderedDictionary<string, string>
            {
                ["Spam.Keras"] = typeof(Keras.Tensor).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
                [".NET"] = RuntimeInformation.FrameworkDescription,
            },
            Labels = run.Corpus.DataSet.Labels,
            Seed = run.Options.Seed,
            Settings = Settings(run),
            Scores = scores,
            Files = files,
        };
    }

    static OrderedDictionary<string, string> Settings(TrainingRun run)
    {
        var settings = new OrderedDictionary<string, string> { ["data-sha256"] = run.Corpus.DataSha256 };
        foreach (var (name, value) in RunFile.ValuesOf(Resolved(run)))
        {
            if (!_statedElsewhere.Contains(name))
                settings[name] = name == TrainSettings.Data ? run.Corpus.DataSet.Name : value.ToString();
        }

        return settings;
    }
}
