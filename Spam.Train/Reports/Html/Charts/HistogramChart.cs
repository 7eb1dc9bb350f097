using Spam.Train.Reports.Statistics;

namespace Spam.Train.Reports.Html.Charts;

/// <summary>The scores of a label: of the rows that have it upwards, of the others downwards.</summary>
static class HistogramChart
{
    /// <summary>Draws.</summary>
    public static Element Of(string label, ScoreHistogram histogram)
    {
        var (with, without) = (Shares(histogram.With), Shares(histogram.Without));
        var highest = NiceTicks.End(Math.Max(with.Max(), without.Max()));
        var ticks = NiceTicks.Of(-highest, highest, 6);
        var name = Names.InPicture(label, 40);
        var plot = new Plot(
            $"Scores of {name}",
            $"Above the line the {Figures.Count(histogram.With.Sum())} rows that have the label, below it the {Figures.Count(histogram.Without.Sum())} that do not, each as shares of their kind.",
            Axis.Unit($"score of {Names.InPicture(label, 24)}"),
            new("share of the rows", -highest, highest, ticks) { Written = tick => $"{Figures.Tick(Math.Abs(100 * tick))} %" });
        for (var bin = 0; bin < with.Length; bin++)
        {
            var (from, to) = UnitBins.Ends(bin, 0, with.Length);
            var gap = (to - from) * 0.08;
            if (with[bin] > 0)
                plot.Draw(plot.Bar(from + gap, to - gap, 0, with[bin]).With("class", "fill s1"));
            if (without[bin] > 0)
                plot.Draw(plot.Bar(from + gap, to - gap, -without[bin], 0).With("class", "fill s2"));
        }

        plot.Draw(plot.Line([(0, 0), (1, 0)]).With("class", "line base"));
        return Picture.Framed("Scores of rows with and without it", plot.ToElement(), new Element(
            "ul", Entry("fill s1", $"have it: {Figures.Count(histogram.With.Sum())}"), Entry("fill s2", $"do not: {Figures.Count(histogram.Without.Sum())}")).With("class", "legend"));
    }

    static Element Entry(string classes, string text)
        => new("li", new Element("svg", new Element("rect").With("class", classes).With("width", 14).With("height", 12))
            .With("viewBox", "0 0 14 12").With("class", "sample square").With("aria-hidden", "true"), text);

    static double[] Shares(IReadOnlyList<int> counts)
    {
        var sum = Math.Max(1, counts.Sum());
        return [.. counts.Select(count => (double)count / sum)];
    }
}
