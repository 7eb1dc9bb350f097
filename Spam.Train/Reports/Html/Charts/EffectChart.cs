namespace Spam.Train.Reports.Html.Charts;

/// <summary>Bars with names, to the right where a figure is above zero and to the left where it is below.</summary>
static class EffectChart
{
    const double RowHeight = 22, NameWidth = 150, Width = 480, Side = 128;

    /// <summary>Draws.</summary>
    /// <param name="title">What the picture shows.</param>
    /// <param name="bars">Names, figures and what is said behind them, from the top.</param>
    public static Element Of(string title, IReadOnlyList<(string Name, double Value, string Note)> bars)
    {
        var picture = Picture.Of(
            Width, (bars.Count * RowHeight) + 8, title, $"{bars.Count} words; the strongest is {(bars.Count == 0 ? "none" : Names.InPicture(bars[0].Name, 20))}.");
        var largest = bars.Count == 0 ? 1 : Math.Max(1e-9, bars.Max(bar => Math.Abs(bar.Value)));
        var hasBoth = bars.Any(bar => bar.Value < 0) && bars.Any(bar => bar.Value > 0);
        var room = Width - NameWidth - Side;
        var zero = NameWidth + (hasBoth ? Side + ((room - Side) / 2) : bars.Any(bar => bar.Value < 0) ? room : 0);
        var reach = hasBoth ? (room - Side) / 2 : room;
        for (var i = 0; i < bars.Count; i++)
        {
            var (name, value, note) = bars[i];
            var top = 4 + (i * RowHeight);
            var length = Math.Abs(value) / largest * reach;
            picture.Add(new Element("text", Names.InPicture(name, 18)).With("class", "name").With("x", NameWidth - 10).With("y", top + 15).With("text-anchor", "end"));
            picture.Add(new Element("rect").With("class", value < 0 ? "fill s2" : "fill s1").With("x", value < 0 ? zero - length : zero).With("y", top + 3)
                .With("width", length).With("height", RowHeight - 6).With("rx", 2));
            picture.Add(new Element("text", $"{(value < 0 ? "−" : "+")}{Figures.Share(Math.Abs(value))} {note}").With("class", "tick")
                .With("x", value < 0 ? zero - length - 5 : zero + length + 5).With("y", top + 15).With("text-anchor", value < 0 ? "end" : "start"));
        }

        picture.Add(new Element("path").With("class", "line base").With("d", $"M{Figures.Length(zero)} 0V{Figures.Length((bars.Count * RowHeight) + 8)}"));
        return Picture.Framed(title, picture);
    }
}
