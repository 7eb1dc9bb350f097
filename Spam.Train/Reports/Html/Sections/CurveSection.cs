using Spam.Train.Evaluations;
using Spam.Train.Reports.Html.Charts;

namespace Spam.Train.Reports.Html.Sections;

/// <summary>ROC and precision-recall curves of each label.</summary>
static class CurveSection
{
    /// <summary>The section.</summary>
    public static Element Of(Evaluation evaluation)
    {
        var labels = evaluation.Labels;
        var roc = labels.Where(label => label.Roc.Area is not null).OrderBy(label => label.Roc.Area).ToArray();
        var precision = labels.Where(label => label.PrecisionRecall.AveragePrecision is not null).OrderBy(label => label.PrecisionRecall.AveragePrecision).ToArray();
        if (roc.Length == 0)
            return Parts.Section("curves", "ROC and precision-recall curves", "There are no curves: they need rows with a label and rows without it.");

        var isLarge = labels.Count > Series.MostTold;
        if (!isLarge) // then colours stay with labels from picture to picture
            (roc, precision) = ([.. labels.Where(roc.Contains)], [.. labels.Where(precision.Contains)]);
        return Parts.Section(
            "curves", "ROC and precision-recall curves",
            "Each label against all others, at every threshold. The nearer a ROC curve comes to the upper left, and a precision-recall curve to the upper right, the better." +
            (isLarge ? $" The {Series.MostTold} labels with the smallest areas have colours; all areas stand under Labels." : ""),
            Parts.Pictures(
                LineChart.Of(
                    "ROC curves", Best("area", roc.Select(label => (label.Label, label.Roc.Area))), Axis.Unit("rows without the label taken for it"), Axis.Unit("rows with the label found"),
                    [.. roc.Take(Series.MostTold).Select(RocOf)], [.. roc.Skip(Series.MostTold).Select(RocOf)], "other labels", new("a guess", [(0, 0), (1, 1)])),
                LineChart.Of(
                    "Precision-recall curves", Best("average precision", precision.Select(label => (label.Label, label.PrecisionRecall.AveragePrecision))), Axis.Unit("recall"), Axis.Unit("precision"),
                    [.. precision.Take(Series.MostTold).Select(PrecisionRecallOf)], [.. precision.Skip(Series.MostTold).Select(PrecisionRecallOf)], "other labels")));
    }

    static Series RocOf(LabelCurves label)
        => new(label.Label, [.. label.Roc.Points.Select(point => (point.FalsePositiveRate, point.TruePositiveRate))], $"area {Figures.ShareOrDash(label.Roc.Area)}");

    // Precision holds back to the recall before: a slanted line would promise what no threshold gives.
    static Series PrecisionRecallOf(LabelCurves label)
    {
        var points = new List<(double X, double Y)>();
        var recall = 0.0;
        foreach (var point in label.PrecisionRecall.Points)
        {
            if (point.Recall > recall || points.Count == 0)
            {
                points.Add((recall, point.Precision));
                points.Add((point.Recall, point.Precision));
            }

            recall = point.Recall;
        }

        return new(label.Label, points, $"average precision {Figures.ShareOrDash(label.PrecisionRecall.AveragePrecision)}");
    }

    static string Best(string figure, IEnumerable<(string Label, double? Value)> labels)
    {
        (string Label, double? Value)[] all = [.. labels];
        return all.Length > Series.MostTold
            ? $"{all.Length} labels, {figure} from {Figures.ShareOrDash(all[0].Value)} to {Figures.ShareOrDash(all[^1].Value)}."
            : $"{string.Join("; ", all.Select(label => $"{Names.InPicture(label.Label, 40)}: {figure} {Figures.ShareOrDash(label.Value)}"))}.";
    }
}
