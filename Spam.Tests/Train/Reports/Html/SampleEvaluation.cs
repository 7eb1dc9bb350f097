using System.Globalization;
using Spam.Model;
using Spam.Train.Evaluations;
using Spam.Train.Evaluations.CrossValidations;
using Spam.Train.Reports.Html;
using Spam.Train.Reports.Statistics;

namespace Spam.Tests.Train.Reports.Html;

/// <summary>Evaluations with everything in them, of drawn scores.</summary>
static class SampleEvaluation
{
    /// <summary>Labels and texts that are markup, run the other way, or never end.</summary>
    public static IReadOnlyList<string> Hostile { get; } =
    [
        "<script>alert(1)</script>", "\"'><img src=x onerror=alert(2)>", "שלום עולם", "\u202Eevil\u202C & <b>", new string('W', 10_000), "\u0000\u001b[2J\ud800", "</style></svg>]]>-->", "ok",
    ];

    /// <summary>An evaluation of 300 rows.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="isMultiLabel">Whether a row may have several.</param>
    /// <param name="texts">The texts of the mistakes; null for none.</param>
    public static Evaluation Of(IReadOnlyList<string> labels, bool isMultiLabel = false, IReadOnlyList<string>? texts = null)
    {
        var random = new Random(labels.Count);
        var truth = Enumerable.Range(0, 300).Select(row => (IReadOnlyList<int>)(isMultiLabel && row % 4 == 0 ? [] : [row % labels.Count])).ToArray();
        var scored = new ScoredRows(labels, isMultiLabel, truth, [.. truth.Select(own => Draw(random, labels.Count, own, isMultiLabel))]);
        var logistic = new ScoredRows(labels, isMultiLabel, truth, [.. truth.Select(own => Draw(random, labels.Count, own, isMultiLabel))]);
        int[] rows = [.. Enumerable.Range(0, truth.Length)];
        var figures = ClassifierFigures.Of("model", scored);
        return new()
        {
            ModelName = labels[0],
            ModelVersion = "v1",
            ModelSha256 = new string('a', 64),
            Manifest = Manifest(labels),
            Created = DateTimeOffset.UnixEpoch,
            Data = new(
                "data.csv", new(), new string('b', 64), new(labels[^1], [.. rows.Select(row => texts?[row % texts.Count] ?? "text")], [.. truth.Select(own => own.Count == 0 ? 0 : own[0])], labels), rows, rows, "rows"),
            NumAlsoTrained = 3,
            Scored = scored,
            Model = figures,
            Logistic = ClassifierFigures.Of("logistic regression", logistic),
            WhyNoLogistic = "",
            Constant = ClassifierFigures.Of("always", Baseline.Constant(scored)),
            Confusion = isMultiLabel ? null : ConfusionMatrix.Of(scored),
            Calibration = Calibration.Of(scored),
            Labels = LabelCurves.Of(scored),
            Learning = LearningCurves.Parse("epoch,accuracy,loss,val_accuracy,val_loss\n0,0.5,0.9,0.4,1\n1,0.7,0.5,0.6,0.7\n2,0.8,nan,0.6,0.6\n"),
            Words = new([.. labels.Select(label => (IReadOnlyList<WordEffect>)[new(label, 0.4, 9), new("word", -0.2, 5)])], 100, 1000),
            NumMistakes = rows.Count(row => !scored.IsRight(row)),
            Mistakes = Mistake.Hardest(scored, rows, texts is null ? null : [.. rows.Select(row => texts[row % texts.Count])], 25),
            CrossValidation = new(3, 42, [.. Enumerable.Range(1, 3).Select(fold => new FoldFigures(fold, 200, 100, figures, figures))]),
        };
    }

    /// <summary>The page.</summary>
    public static string Page(Evaluation evaluation)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        HtmlReport.Write(evaluation, output);
        return output.ToString();
    }

    static double[] Draw(Random random, int numLabels, IReadOnlyList<int> own, bool isMultiLabel)
    {
        var scores = Enumerable.Range(0, numLabels).Select(label => Math.Pow(random.NextDouble(), own.Contains(label) ? 0.3 : 3) + 1e-3).ToArray();
        var sum = scores.Sum();
        return [.. scores.Select(score => isMultiLabel ? Math.Min(1, score) : score / sum)];
    }

    static Manifest Manifest(IReadOnlyList<string> labels) => new()
    {
        Name = labels[0],
        Version = "v1",
        Created = DateTimeOffset.UnixEpoch,
        WrittenBy = new Dictionary<string, string> { ["Spam.Keras"] = "1.0" },
        Labels = labels,
        Seed = 7,
        Settings = new Dictionary<string, string> { ["data"] = labels[^1], ["data-sha256"] = new string('c', 64), ["honest"] = "false" },
        Scores = new Dictionary<string, double>(),
        Files = [],
    };
}
