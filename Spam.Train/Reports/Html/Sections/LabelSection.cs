using Spam.Train.Evaluations;
using Spam.Train.Reports.Html.Charts;
using Spam.Train.Reports.Statistics;

namespace Spam.Train.Reports.Html.Sections;

/// <summary>How well each label is found, and which are taken for which.</summary>
static class LabelSection
{
    const int MostConfusions = 12, MostBeside = 8;

    /// <summary>The figures of each label.</summary>
    public static Element Of(Evaluation evaluation) => Parts.Section(
        "labels", "Labels",
        "Precision: of the rows that were given the label, the share that has it. Recall: of the rows that have it, the share that was given it.",
        Parts.Table(
            "Figures of each label", ["label", "precision", "recall", "F1", "ROC area", "avg. precision", "rows"],
            evaluation.Model.Labels.Select((scores, i) => (Node[])
            [
                Names.Label(scores.Label), Figures.Share(scores.Precision), Figures.Share(scores.Recall), Figures.Share(scores.F1),
                Figures.ShareOrDash(evaluation.Labels[i].Roc.Area), Figures.ShareOrDash(evaluation.Labels[i].PrecisionRecall.AveragePrecision), Figures.Count(scores.NumRows),
            ])));

    /// <summary>The confusion matrix; null where rows may have several labels.</summary>
    public static Element? Confusion(Evaluation evaluation)
    {
        if (evaluation.Confusion is not { } matrix)
            return null;

        var section = Parts.Section("confusion", "Confusion matrix", "Rows are true labels, columns are answers. Blue cells are right, orange ones wrong; the darker, the larger the share of their row.");
        var picture = ConfusionChart.Of(matrix);
        var mistakes = MostMistaken(matrix);
        if (matrix.Labels.Count <= MostBeside)
            return section.Add(mistakes is null ? picture : Parts.Pictures(picture, mistakes));

        section.Add(Parts.Scrolled("Confusion matrix", picture));
        if (mistakes is not null)
            section.Add(mistakes);
        return section;
    }

    static Element? MostMistaken(ConfusionMatrix matrix) => matrix.Largest(MostConfusions) is { Count: > 0 } largest
        ? new Element("div", new Element("h3", "What is mistaken most"), Parts.Table(
            "The most frequent mistakes", ["truth", "answer", "rows", "of that truth"],
            largest.Select(confusion => (Node[])[Names.Label(confusion.Truth), Names.Label(confusion.Answer), Figures.Count(confusion.Count), Figures.Percent(confusion.Share)])))
        : null;
}
