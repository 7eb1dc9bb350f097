using System.Globalization;
using System.Text.Json.Nodes;
using Spam.Model;
using Spam.Train.Settings;
using Spam.Train.Training;

namespace Spam.Train.Reports.Json;

/// <summary>A training run, for machines.</summary>
static class TrainingJson
{
    /// <summary>One that wrote a model folder.</summary>
    /// <param name="run">The run.</param>
    /// <param name="result">How it went.</param>
    /// <param name="manifest">What was written.</param>
    /// <param name="tensorBoard">The command that shows the figures; null where they were not written.</param>
    public static JsonObject Of(TrainingRun run, TrainingResult result, Manifest manifest, string? tensorBoard) => new()
    {
        ["model"] = new JsonObject { ["name"] = manifest.Name, ["version"] = manifest.Version, ["folder"] = run.Options.ModelFolder },
        ["created"] = manifest.Created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["labels"] = new JsonArray([.. manifest.Labels.Select(label => JsonValue.Create(label))]),
        ["rows"] = Rows(run),
        ["epochs"] = run.NumEpochs,
        ["epochs_of_this_run"] = result.History.Epochs.Count,
        ["seconds"] = Math.Round(result.Time.TotalSeconds, 3),
        ["scores"] = new JsonObject(manifest.Scores.Select(score => KeyValuePair.Create(score.Key, (JsonNode?)score.Value))),
        ["settings"] = Settings(run),
        ["files"] = new JsonArray([.. manifest.Files.Select(file => new JsonObject { ["path"] = file.Path, ["bytes"] = file.Bytes, ["sha256"] = file.Sha256 })]),
        ["tensorboard"] = tensorBoard,
    };

    /// <summary>One that would be made.</summary>
    public static JsonObject OfDryRun(TrainingRun run) => new()
    {
        ["dry_run"] = true,
        ["model"] = new JsonObject { ["name"] = run.Options.Name, ["version"] = run.Options.Version, ["folder"] = run.Options.ModelFolder },
        ["labels"] = new JsonArray([.. run.Corpus.DataSet.Labels.Select(label => JsonValue.Create(label))]),
        ["rows"] = Rows(run),
        ["epochs"] = run.NumEpochs,
        ["parameters"] = run.Model.Parameters.Sum(parameter => (long)parameter.Value.Length),
        ["settings"] = Settings(run),
    };

    static JsonObject Rows(TrainingRun run) => new() { ["train"] = run.Corpus.Rows.Train.Length, ["test"] = run.Corpus.Rows.Test.Length };

    static JsonObject Settings(TrainingRun run) => new(RunFile.ValuesOf(run.Options).Select(setting => KeyValuePair.Create(setting.Name, (JsonNode?)setting.Value)));
}
