using System.Globalization;
using System.Text.Json.Nodes;
using Spam.Train.Evaluations;
using Spam.Train.Evaluations.CrossValidations;
using Spam.Train.Reports.Statistics;
using Spam.Train.Reports.Statistics.Curves;
using Spam.Train.Reports.Tables;

namespace Spam.Train.Reports.Json;

/// <summary>An evaluation with all its figures, for machines.</summary>
static class EvaluationJson
{
    /// <summary>One object.</summary>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="report">Where the page was written; null where it was not.</param>
    public static JsonObject Of(Evaluation evaluation, string? report) => new()
    {
        ["model"] = new JsonObject { ["name"] = evaluation.ModelName, ["version"] = evaluation.ModelVersion, ["sha256"] = evaluation.ModelSha256 },
        ["created"] = evaluation.Created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["written_by"] = new JsonArray(Versions.Program, Versions.Runtime),
        ["report"] = report,
        ["data"] = DataOf(evaluation),
        ["training"] = TrainingOf(evaluation),
        ["classifiers"] = Array(evaluation.Classifiers, OfClassifier),
        ["no_logistic_regression"] = evaluation.WhyNoLogistic.Length == 0 ? null : evaluation.WhyNoLogistic,
        ["accuracy_interval_95"] = ShareInterval.Of(evaluation.Model.Accuracy, evaluation.Scored.Count) is var interval ? new JsonArray(interval.Low, interval.High) : null,
        ["confusion"] = evaluation.Confusion is { } confusion ? Array(confusion.Counts, row => Array(row, count => JsonValue.Create(count))) : null,
        ["calibration"] = OfCalibration(evaluation.Calibration),
        ["labels"] = Array(evaluation.Labels, OfLabel),
        ["num_mistakes"] = evaluation.NumMistakes,
        ["mistakes"] = Array(evaluation.Mistakes, OfMistake),
        ["words"] = evaluation.Words is { } words ? OfWords(evaluation, words) : null,
        ["learning_curves"] = evaluation.Learning is { } log
            ? new JsonObject(log.Columns.Select(column => KeyValuePair.Create(column.Key, (JsonNode?)Array(column.Value, value => value is { } number ? JsonValue.Create(number) : null))))
            : null,
        ["cross_validation"] = evaluation.CrossValidation is { } folds ? OfFolds(folds) : null,
    };

    static JsonObject DataOf(Evaluation evaluation) => new()
    {
        ["file"] = evaluation.Data.DataSet.Name,
        ["sha256"] = evaluation.Data.Sha256,
        ["rows_in_file"] = evaluation.Data.DataSet.Count,
        ["rows"] = evaluation.Data.Rows.Length,
        ["which"] = evaluation.Data.Which,
        ["also_in_train"] = evaluation.NumAlsoTrained,
        ["multi_label"] = evaluation.Scored.IsMultiLabel,
        ["labels"] = Array(evaluation.Scored.Labels, label => JsonValue.Create(label)),
    };

    static JsonObject? TrainingOf(Evaluation evaluation) => evaluation.Manifest is not { } manifest ? null : new()
    {
        ["created"] = manifest.Created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["seed"] = manifest.Seed,
        ["written_by"] = Members(manifest.WrittenBy),
        ["settings"] = Members(manifest.Settings),
    };

    static JsonObject OfClassifier(ClassifierFigures figures) => new()
    {
        ["name"] = figures.Name,
        ["accuracy"] = figures.Accuracy,
        ["macro_f1"] = figures.MacroF1,
        ["micro_f1"] = figures.MicroF1,
        ["macro_roc_area"] = figures.MacroArea,
        ["macro_average_precision"] = figures.MacroAveragePrecision,
        ["log_loss"] = figures.LogLoss,
        ["brier"] = figures.Brier,
        ["labels"] = Array(figures.Labels, label => new JsonObject
        {
            ["label"] = label.Label,
            ["precision"] = label.Precision,
            ["recall"] = label.Recall,
            ["f1"] = label.F1,
            ["rows"] = label.NumRows,
        }),
    };

    static JsonObject OfCalibration(Calibration calibration) => new()
    {
        ["expected_error"] = calibration.ExpectedError,
        ["largest_error"] = calibration.LargestError,
        ["bins"] = Array(calibration.Bins, bin => new JsonObject
        {
            ["from"] = bin.From,
            ["to"] = bin.To,
            ["count"] = bin.Count,
            ["mean_score"] = bin.MeanScore,
            ["share_right"] = bin.ShareRight,
        }),
    };

    static JsonObject OfLabel(LabelCurves label) => new()
    {
        ["label"] = label.Label,
        ["rows"] = label.NumRows,
        ["roc_area"] = label.Roc.Area,
        ["average_precision"] = label.PrecisionRecall.AveragePrecision,
        ["roc"] = Array(label.Roc.Points, point => new JsonObject
        {
            ["fpr"] = point.FalsePositiveRate,
            ["tpr"] = point.TruePositiveRate,
            ["threshold"] = double.IsFinite(point.Threshold) ? point.Threshold : null, // the first point: no score reaches it
        }),
        ["precision_recall"] = Array(label.PrecisionRecall.Points, point => new JsonObject { ["recall"] = point.Recall, ["precision"] = point.Precision, ["threshold"] = point.Threshold }),
        ["thresholds"] = Array(label.Thresholds.Rows, OfThreshold),
        ["best_f1"] = label.Thresholds.Best is { } best ? OfThreshold(best) : null,
        ["histogram"] = new JsonObject { ["with"] = Array(label.Histogram.With, count => JsonValue.Create(count)), ["without"] = Array(label.Histogram.Without, count => JsonValue.Create(count)) },
    };

    static JsonObject OfThreshold(ThresholdScores row) => new()
    {
        ["threshold"] = row.Threshold,
        ["precision"] = row.Precision,
        ["recall"] = row.Recall,
        ["f1"] = row.F1,
        ["answers"] = row.NumAnswers,
    };

    static JsonObject OfMistake(Mistake mistake)
    {
        var members = new JsonObject
        {
            ["row"] = mistake.Row,
            ["truth"] = Array(mistake.Truth, label => JsonValue.Create(label)),
            ["answers"] = Array(mistake.Answers, label => JsonValue.Create(label)),
            ["truth_score"] = mistake.TruthScore,
            ["answer_score"] = mistake.AnswerScore,
        };
        if (mistake.Text is { } text)
            members["text"] = text;
        return members;
    }

    static JsonObject OfWords(Evaluation evaluation, WordEffects words) => new()
    {
        ["texts"] = words.NumTexts,
        ["questions"] = words.NumQuestions,
        ["labels"] = Array(words.Labels.Zip(evaluation.Labels), pair => new JsonObject
        {
            ["label"] = pair.Second.Label,
            ["words"] = Array(pair.First, word => new JsonObject { ["word"] = word.Word, ["mean_effect"] = word.Mean, ["texts"] = word.NumTexts }),
        }),
    };

    static JsonObject OfFolds(CrossValidation folds) => new()
    {
        ["folds"] = folds.NumFolds,
        ["seed"] = folds.Seed,
        ["figures"] = Array(FoldReport.FiguresOf(folds).Select(figure => (figure.Name, Values: folds.Of(figure.Figure))), figure => new JsonObject
        {
            ["figure"] = figure.Name,
            ["model"] = OfFigure(figure.Values.Model),
            ["logistic"] = OfFigure(figure.Values.Logistic),
        }),
        ["each"] = Array(folds.Folds, fold => new JsonObject
        {
            ["fold"] = fold.Number,
            ["train_rows"] = fold.NumTrain,
            ["test_rows"] = fold.NumTest,
            ["model"] = OfClassifier(fold.Model),
            ["logistic"] = OfClassifier(fold.Logistic),
        }),
    };

    static JsonObject OfFigure(MeanAndDeviation figure) => new() { ["mean"] = figure.Mean, ["deviation"] = figure.Deviation };

    static JsonObject Members(IReadOnlyDictionary<string, string> values) => new(values.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value))));

    static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode?> write) => new([.. items.Select(write)]);
}
