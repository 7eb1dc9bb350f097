using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Spam.Keras.Saving;
using Spam.Keras.Saving.Inspection;
using Spam.Model;
using Spam.Train.Files;

namespace Spam.Train.Training;

/// <summary>The model folder that a training run leaves: model, tokenizer, metadata, log and manifest.</summary>
static class Artifacts
{
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
            TrainingLog.Write(Path.Combine(folder, "training_log.csv"), result.History);
            manifest = Describe(run, result, now, FileDigests.OfFolder(folder));
            File.WriteAllText(Path.Combine(folder, Manifest.FileName), manifest.ToJson());
        });
        return manifest!; // the writer above has run
    }

    static ModelMetadata Metadata(TrainingRun run) => new()
    {
        Labels = run.Corpus.DataSet.Labels,
        MaxSequenceLength = run.Options.MaxLength,
        MaxWords = run.Options.NumWords,
        Activation = OutputActivation.Softmax,
        MultiLabel = false,
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
        var options = run.Options;
        return new()
        {
            ["data"] = run.Corpus.DataSet.Name,
            ["data-sha256"] = run.Corpus.DataSha256,
            ["test-size"] = Text(options.TestSize),
            ["split-seed"] = Text(options.SplitSeed),
            ["honest"] = options.Honest ? "true" : "false",
            ["num-words"] = Text(options.NumWords),
            ["max-length"] = Text(options.MaxLength),
            ["embedding-dim"] = Text(options.EmbeddingDim),
            ["spatial-dropout"] = Text(options.SpatialDropout),
            ["units"] = Text(options.Units),
            ["dropout"] = Text(options.Dropout),
            ["recurrent-dropout"] = Text(options.RecurrentDropout),
            ["recurrent-masks"] = MaskNames.Of(options.RecurrentMasks),
            ["batch-size"] = Text(options.BatchSize),
            ["epochs"] = Text(run.NumEpochs),
            ["learning-rate"] = Text(options.LearningRate),
            ["format"] = ModelFormats.Of(options.Format),
            ["keras"] = KerasVersions.Of(options.Keras),
        };
    }

    static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
