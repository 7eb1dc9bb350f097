namespace Spam.Train.Reports.Html.Charts;

/// <summary>Lines in one picture, told apart by colour and by dashes, with a legend below.</summary>
static class LineChart
{
    const int MostPoints = 600; // of a line; more cannot be seen

    /// <summary>Draws.</summary>
    /// <param name="caption">What stands above the picture.</param>
    /// <param name="description">What is to be seen, in a sentence.</param>
    /// <param name="x">The axis below.</param>
    /// <param name="y">The axis at the left.</param>
    /// <param name="series">At most <see cref="Series.MostTold"/> lines.</param>
    /// <param name="others">Lines behind them, not told apart.</param>
    /// <param name="othersName">What the legend calls those.</param>
    /// <param name="reference">A thin line to compare with, as that of a guess.</param>
    public static Element Of(
        string caption, string description, Axis x, Axis y, IReadOnlyList<Series> series, IReadOnlyList<Series>? others = null, string othersName = "",
        Series? reference = null)
    {
        var plot = new Plot(caption, description, x, y);
        var legend = new Element("ul").With("class", "legend");
        if (reference is not null)
        {
            plot.Draw(plot.Line(reference.Points).With("class", "line reference"));
            legend.Add(Entry("line reference", reference));
        }

        foreach (var line in others ?? [])
            plot.Draw(plot.Line(Thinned(line.Points)).With("class", "line other"));
        if (others is { Count: > 0 })
            legend.Add(Entry("line other", new(othersName, [])));

        for (var i = series.Count - 1; i >= 0; i--)
        {
            plot.Draw(plot.Line(Thinned(series[i].Points)).With("class", $"line s{i + 1}"));
            if (series[i].Points.Count <= 30)
            {
                foreach (var (left, up) in series[i].Points.Where(_ => x.Title == "epoch"))
                    plot.Draw(new Element("circle").With("class", $"dot s{i + 1}").With("cx", plot.X(left)).With("cy", plot.Y(up)).With("r", 3));
            }
        }

        for (var i = 0; i < series.Count; i++)
            legend.Add(Entry($"line s{i + 1}", series[i]));
        return Picture.Framed(caption, plot.ToElement(), legend);
    }

    static Element Entry(string classes, Series line)
    {
        var sample = new Element("svg", new Element("path").With("class", classes).With("d", "M1 6H31"))
            .With("viewBox", "0 0 32 12").With("class", "sample").With("aria-hidden", "true");
        var entry = new Element("li", sample, Names.Label(line.Name));
        if (line.Note.Length > 0)
            entry.Add(" ").Add(new Element("span", line.Note).With("class", "note"));
        return entry;
    }

    static IEnumerable<(double X, double Y)> Thinned(IReadOnlyList<(double X, double Y)> points)
    {
        if (points.Count <= MostPoints)
            return points;

        return Enumerable.Range(0, MostPoints).Select(i => points[(int)((long)i * (points.Count - 1) / (MostPoints - 1))]);
    }
}
