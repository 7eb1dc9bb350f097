using Spam.Train.Evaluations;
using Spam.Train.Reports.Html.Charts;

namespace Spam.Train.Reports.Html.Sections;

/// <summary>Whether scores can be taken at their word.</summary>
static class CalibrationSection
{
    /// <summary>The section.</summary>
    public static Element Of(Evaluation evaluation)
    {
        var calibration = evaluation.Calibration;
        return Parts.Section(
            "calibration", "Calibration",
            (evaluation.Scored.IsMultiLabel ? "Of all scores of all labels near 0.9, nine in ten should be right." : "Of the answers with a score near 0.9, nine in ten should be right.") +
            " Where bars end below the diagonal, the model is too sure of itself.",
            Parts.Facts(
            [
                ("expected calibration error", Figures.Share(calibration.ExpectedError)),
                ("largest error of a bin", Figures.Share(calibration.LargestError)),
                ("Brier score", Figures.Share(evaluation.Model.Brier)),
                ("log loss", Figures.Share(evaluation.Model.LogLoss)),
            ]),
            Parts.Pictures(ReliabilityChart.Of(calibration), ReliabilityChart.CountsOf(calibration)));
    }
}
