using System.Globalization;
using System.Text.Json.Nodes;
using Spam.Model.Explanations;

namespace Spam.Train.Reports;

/// <summary>The way of one text through a model, for people and for programs.</summary>
static class ExplanationReport
{
    /// <summary>As tables and facts, a report for each step.</summary>
    public static IEnumerable<Report> Reports(Explanation explanation, string model)
    {
        var (words, row, top) = (explanation.Words, explanation.Row, explanation.Prediction.Top);
        yield return new($"{model} reads a text", [], [new("text", explanation.Text), new("characters", $"{explanation.Text.Length}")]);
        yield return new(
            $"Words: {words.Count}, of which {words.Count(word => word.IsRead)} are read",
            words.Count == 0 ? [] : [new(["word", "id", $"'{top.Label}' without it", "change", ""], [.. words.Select(WordRow)])],
            []);
        yield return new($"Row: {row.Count} ids", [], [new("ids", Shortened(row))]);
        yield return explanation.Layers is { } layers
            ? new("Layers", [new(["layer (type)", "output shape", "min", "mean", "max", "std"], [.. layers.Select(LayerRow)])], [])
            : new("Layers", [], [new("not shown", "this SavedModel is a graph without layers; a model that Keras saved with its layers shows them")]);
        yield return new(
            "Scores",
            [new(["label", "score"], [.. explanation.Prediction.Scores.Select(score => (string[])[score.Key, Figures.Share(score.Value)])])],
            [
                new("label", top.Label),
                new("for it", Mattered(words.Where(word => word.Change > 0).OrderByDescending(word => word.Change))),
                new("against it", Mattered(words.Where(word => word.Change < 0).OrderBy(word => word.Change))),
            ]);
    }

    /// <summary>As JSON.</summary>
    public static JsonObject Json(Explanation explanation, string model) => new()
    {
        ["model"] = model,
        ["text"] = explanation.Text,
        ["words"] = new JsonArray([.. explanation.Words.Select(word => (JsonNode)new JsonObject
        {
            ["word"] = word.Word,
            ["id"] = word.Id,
            ["read"] = word.IsRead,
            ["score_without"] = word.ScoreWithout,
            ["change"] = word.Change,
        })]),
        ["row"] = new JsonArray([.. explanation.Row.Select(id => (JsonNode)id)]),
        ["layers"] = explanation.Layers is null ? null : new JsonArray([.. explanation.Layers.Select(layer => (JsonNode)new JsonObject
        {
            ["name"] = layer.Name,
            ["class_name"] = layer.ClassName,
            ["shape"] = new JsonArray([.. layer.Shape.Select(size => (JsonNode)size)]),
            ["min"] = layer.Smallest,
            ["mean"] = layer.Mean,
            ["max"] = layer.Largest,
            ["std"] = layer.Deviation,
        })]),
        ["prediction"] = new JsonObject(explanation.Prediction.Scores.Select(score => KeyValuePair.Create(score.Key, (JsonNode?)score.Value))),
        ["top"] = new JsonObject { ["label"] = explanation.Prediction.Top.Label, ["value"] = explanation.Prediction.Top.Value },
    };

    static string[] WordRow(ExplainedWord word) =>
    [
        word.Word,
        word.Id?.ToString(CultureInfo.InvariantCulture) ?? "-",
        word.ScoreWithout is { } score ? Figures.Share(score) : "-",
        word.Change is { } change ? Signed(change) : "-",
        word.Id is null ? "dropped: not known" : word.IsRead ? "" : "cut: the text is too long",
    ];

    static string[] LayerRow(LayerOutput layer)
        => [$"{layer.Name} ({layer.ClassName})", $"({string.Join(", ", layer.Shape)})", Figures.Share(layer.Smallest), Figures.Share(layer.Mean), Figures.Share(layer.Largest), Figures.Share(layer.Deviation)];

    static string Mattered(IEnumerable<ExplainedWord> words)
        => string.Join(", ", words.Take(5).Select(word => $"{word.Word} {Signed(word.Change ?? 0)}")) is { Length: > 0 } list ? list : "no word";

    static string Signed(float change) => change.ToString("+0.0000;-0.0000;0.0000", CultureInfo.InvariantCulture);

    // Runs of zeros, most of a row, are counted.
    static string Shortened(IReadOnlyList<int> row)
    {
        var parts = new List<string>();
        for (var i = 0; i < row.Count;)
        {
            var zeros = row.Skip(i).TakeWhile(id => id == 0).Count();
            parts.Add(zeros > 1 ? $"{zeros} x 0" : $"{row[i]}");
            i += Math.Max(1, zeros);
        }

        return string.Join(", ", parts);
    }
}
