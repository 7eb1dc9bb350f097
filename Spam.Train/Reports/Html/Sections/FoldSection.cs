using Spam.Train.Evaluations;
using Spam.Train.Evaluations.CrossValidations;
using Spam.Train.Reports.Statistics;
using Spam.Train.Reports.Tables;

namespace Spam.Train.Reports.Html.Sections;

/// <summary>What cross-validation found.</summary>
static class FoldSection
{
    /// <summary>The section; null where there was none.</summary>
    public static Element? Of(Evaluation evaluation)
    {
        if (evaluation.CrossValidation is not { Folds.Count: > 0 } folds)
            return null;

        return Parts.Section(
            "folds", "Cross-validation",
            $"The rows of the file in {folds.NumFolds} parts; each is held back in turn, and a new model is trained on the others with the settings of this one. What differs from part to part is chance.",
            Parts.Table("Mean and standard deviation over the folds", ["figure", "model", "logistic regression"], Summary(folds)),
            new Element("h3", "Fold by fold"),
            Parts.Table(
                "Fold by fold", ["fold", "trained on", "held back", "accuracy", "macro F1", "logistic accuracy", "logistic macro F1"],
                folds.Folds.Select(fold => (Node[])
                [
                    Figures.Count(fold.Number), Figures.Count(fold.NumTrain), Figures.Count(fold.NumTest), Figures.Share(fold.Model.Accuracy), Figures.Share(fold.Model.MacroF1),
                    Figures.Share(fold.Logistic.Accuracy), Figures.Share(fold.Logistic.MacroF1),
                ])));
    }

    static IEnumerable<Node[]> Summary(CrossValidation folds)
    {
        foreach (var (name, figure) in FoldReport.FiguresOf(folds))
        {
            var (model, logistic) = folds.Of(figure);
            yield return [Names.Label(name), Written(model), Written(logistic)];
        }
    }

    static string Written(MeanAndDeviation figure) => $"{Figures.Share(figure.Mean)} ± {Figures.Share(figure.Deviation)}";
}
