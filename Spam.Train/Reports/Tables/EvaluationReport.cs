using Spam.Train.Evaluations;
using Spam.Train.Reports.Statistics;

namespace Spam.Train.Reports.Tables;

/// <summary>An evaluation, for the console: the figures that are read first.</summary>
static class EvaluationReport
{
    /// <summary>As tables and facts.</summary>
    public static Report Of(Evaluation evaluation)
    {
        var title = $"{evaluation.ModelName} {evaluation.ModelVersion} on {evaluation.Data.DataSet.Name}: {evaluation.Scored.Count} {evaluation.Data.Which}";
        var classifiers = evaluation.Classifiers.Select(figures => (string[])
        [
            figures.Name, Figures.Share(figures.Accuracy), Figures.Share(figures.MacroF1), Dashed(figures.MacroArea), Dashed(figures.MacroAveragePrecision), Figures.Share(figures.LogLoss), Figures.Share(figures.Brier),
        ]);
        return new(
            title,
            [
                LabelScores.TableOf(evaluation.Model.Labels),
                .. evaluation.Confusion is { } confusion ? ConfusionTable.Of(confusion) : [],
                new(["classifier", "accuracy", "macro f1", "roc area", "avg precision", "log loss", "brier"], [.. classifiers]),
            ],
            [.. evaluation.Confusion is { } matrix ? ConfusionTable.FactsOf(matrix) : [], .. FactsOf(evaluation)]);
    }

    static IEnumerable<ReportFact> FactsOf(Evaluation evaluation)
    {
        var interval = ShareInterval.Of(evaluation.Model.Accuracy, evaluation.Scored.Count);
        yield return new(evaluation.Scored.IsMultiLabel ? "subset accuracy" : "accuracy", $"{Figures.Share(evaluation.Model.Accuracy)} (95 % certain: {Figures.Share(interval.Low)} to {Figures.Share(interval.High)})");
        if (evaluation.Scored.IsMultiLabel)
            yield return new("micro f1", Figures.Share(evaluation.Model.MicroF1));
        yield return new("majority baseline", $"{Figures.Share(evaluation.Constant.Accuracy)} ({evaluation.Constant.Name})");
        yield return new("logistic baseline", evaluation.Logistic is { } logistic ? $"{Figures.Share(logistic.Accuracy)} (regression on word counts, the same rows and words)" : $"missing: {evaluation.WhyNoLogistic}");
        yield return new("calibration error", $"{Figures.Share(evaluation.Calibration.ExpectedError)} (how far scores are from the share that is right)");
        if (evaluation.NumAlsoTrained is > 0 and var trained)
            yield return new("also in train", $"{trained} rows, by their exact text: they tell memory, not skill");
    }

    static string Dashed(double? share) => share is { } value ? Figures.Share(value) : "-";
}
