namespace Spam.Train.Reports.Html.Charts;

/// <summary>Bars with names, to the right where a figure is above zero and to the left where it is below.</summary>
static class EffectChart
{
    const double RowHeight = 22, Width = 480, BarsFrom = 130, BarsTo = 345, FigureAt = 408;

    /// <summary>Draws.</summary>
    /// <param name="title">What the picture shows.</param>
    /// <param name="bars">Names, figures and what is said behind them, from the top. There is one at least.</param>
    public static Element Of(string title, IReadOnlyList<(string Name, double Value, string Note)> bars)
    {
        var height = (bars.Count * RowHeight) + 8;
        var picture = Picture.Of(Width, height, title, $"{string.Join("; ", bars.Take(3).Select(bar => $"{Names.InPicture(bar.Name, 20)} {Signed(bar.Value)}"))}.");
        var lowest = Math.Min(0, bars.Min(bar => bar.Value));
        var highest = Math.Max(0, bars.Max(bar => bar.Value));
        var scale = (BarsTo - BarsFrom) / Math.Max(1e-9, highest - lowest);
        var zero = BarsFrom - (lowest * scale);
        for (var i = 0; i < bars.Count; i++)
        {
            var (name, value, note) = bars[i];
            var (top, baseline) = (4 + (i * RowHeight), 19 + (i * RowHeight));
            var length = Math.Abs(value) * scale;
            picture.Add(new Element("text", Names.InPicture(name, 16)).With("class", "name").With("x", BarsFrom - 10).With("y", baseline).With("text-anchor", "end"));
            picture.Add(new Element("rect").With("class", value < 0 ? "fill s2" : "fill s1").With("x", value < 0 ? zero - length : zero).With("y", top + 3)
                .With("width", length).With("height", RowHeight - 6).With("rx", 2));
            picture.Add(new Element("text", Signed(value)).With("x", FigureAt).With("y", baseline).With("text-anchor", "end"));
            picture.Add(new Element("text", note).With("x", Width).With("y", baseline).With("text-anchor", "end"));
        }

        picture.Add(new Element("path").With("class", "line base").With("d", $"M{Figures.Length(zero)} 0V{Figures.Length(height)}"));
        return Picture.Framed(title, picture);
    }

    static string Signed(double value) => $"{(value < 0 ? "−" : "+")}{Figures.Share(Math.Abs(value))}";
}
