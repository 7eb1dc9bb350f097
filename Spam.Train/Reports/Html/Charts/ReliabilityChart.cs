using Spam.Train.Reports.Statistics;

namespace Spam.Train.Reports.Html.Charts;

/// <summary>For each bin of scores the share that is right, beside the score itself.</summary>
static class ReliabilityChart
{
    /// <summary>Draws.</summary>
    public static Element Of(Calibration calibration)
    {
        var from = calibration.Bins[0].From;
        var plot = new Plot(
            "Reliability", $"Bars are the share that was right in each bin of scores; expected calibration error {Figures.Share(calibration.ExpectedError)}.",
            Axis.Unit("score of the answer", from), Axis.Unit("share that was right"));
        foreach (var bin in calibration.Bins)
        {
            if (bin is not { MeanScore: { } mean, ShareRight: { } right })
                continue;
            plot.Draw(plot.Bar(bin.From + Gap(bin), bin.To - Gap(bin), 0, right).With("class", "fill s1"));
            plot.Draw(plot.Line([(mean, mean), (mean, right)]).With("class", "line gap"));
        }

        plot.Draw(plot.Line([(from, from), (1, 1)]).With("class", "line reference"));
        foreach (var bin in calibration.Bins)
        {
            if (bin is { MeanScore: { } mean, ShareRight: { } right })
                plot.Draw(new Element("circle").With("class", "dot s2").With("cx", plot.X(mean)).With("cy", plot.Y(right)).With("r", 4));
        }

        return Picture.Framed("Reliability: share right for each score", plot.ToElement(), new Element(
            "p", "A bar for each bin, a dot at its mean score. On the dashed diagonal, scores keep their word.").With("class", "hint"));
    }

    /// <summary>How many answers are in each bin.</summary>
    public static Element CountsOf(Calibration calibration)
    {
        var highest = calibration.Bins.Max(bin => bin.Count);
        var plot = new Plot(
            "Answers in each bin", $"{Figures.Count(calibration.Bins.Sum(bin => bin.Count))} answers; the fullest bin has {Figures.Count(highest)}.",
            Axis.Unit("score of the answer", calibration.Bins[0].From), Axis.FromZero("answers", highest));
        foreach (var bin in calibration.Bins)
        {
            if (bin.Count > 0)
                plot.Draw(plot.Bar(bin.From + Gap(bin), bin.To - Gap(bin), 0, bin.Count).With("class", "fill s1"));
        }

        return Picture.Framed("How many answers are in each bin", plot.ToElement(), new Element(
            "p", "Bins with few answers say little, however far they are from the diagonal.").With("class", "hint"));
    }

    static double Gap(CalibrationBin bin) => (bin.To - bin.From) * 0.06;
}
