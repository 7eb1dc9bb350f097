using Spam.Train.Evaluations.CrossValidations;
using Spam.Train.Reports.Statistics;

namespace Spam.Train.Reports.Tables;

/// <summary>Cross-validation, for the console.</summary>
static class FoldReport
{
    /// <summary>The figures of which mean and deviation are told.</summary>
    public static IEnumerable<(string Name, Func<ClassifierFigures, double> Figure)> FiguresOf(CrossValidation folds)
        => [
            ("accuracy", figures => figures.Accuracy),
            ("macro F1", figures => figures.MacroF1),
            .. folds.Folds[0].Model.Labels.Select((label, i) => ($"recall of {label.Label}", (Func<ClassifierFigures, double>)(figures => figures.Labels[i].Recall))),
        ];

    /// <summary>Mean and deviation of each figure. There is one fold at least.</summary>
    public static Report Of(CrossValidation folds)
        => new(
            folds.Folds.Count == folds.NumFolds ? $"Cross-validation: {folds.NumFolds} folds" : $"Cross-validation: {folds.Folds.Count} of {folds.NumFolds} folds",
            [
                new(["figure", "model", "+-", "logistic", "+-"], [.. FiguresOf(folds).Select(figure => Row(figure.Name, folds.Of(figure.Figure)))]),
            ],
            [new("+-", "standard deviation over the folds"), new("logistic", "regression on word counts, the same rows and words")]);

    /// <summary>One fold in a line.</summary>
    public static string Line(FoldFigures fold, int numFolds)
        => $"Fold {fold.Number}/{numFolds} - {fold.NumTrain} rows to train, {fold.NumTest} held back - accuracy: {Figures.Share(fold.Model.Accuracy)} - macro F1: {Figures.Share(fold.Model.MacroF1)}" +
            $" - logistic: {Figures.Share(fold.Logistic.Accuracy)}, {Figures.Share(fold.Logistic.MacroF1)}";

    static string[] Row(string name, (MeanAndDeviation Model, MeanAndDeviation Logistic) figure)
        => [name, Figures.Share(figure.Model.Mean), Figures.Share(figure.Model.Deviation), Figures.Share(figure.Logistic.Mean), Figures.Share(figure.Logistic.Deviation)];
}
