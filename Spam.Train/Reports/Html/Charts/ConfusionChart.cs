using Spam.Train.Reports.Statistics;

namespace Spam.Train.Reports.Html.Charts;

/// <summary>A confusion matrix as a grid of cells: the darker, the larger the share of the row.</summary>
static class ConfusionChart
{
    /// <summary>So many labels are shown; where there are more, those with the most mistakes.</summary>
    public const int MostLabels = 60;

    /// <summary>Draws.</summary>
    public static Element Of(ConfusionMatrix whole)
    {
        var matrix = whole.Focused(MostLabels);
        var size = matrix.Labels.Count;
        var isSmall = size <= 12;
        var cell = size <= 3 ? 110 : size <= 6 ? 84 : isSmall ? 56 : 22;
        var longest = isSmall ? 16 : 20;
        var font = isSmall ? 14 : 11;
        var names = matrix.Labels.Select(label => Names.InPicture(label, longest)).ToArray();
        var margin = Math.Max(40, (names.Max(name => name.Length) * font * 0.62) + 12);
        var turned = !isSmall || names.Max(name => name.Length) * font * 0.62 > cell;
        var (left, top) = (margin + 24, (turned ? margin : 24) + 24);
        var (width, height) = (left + (size * cell) + 4, top + (size * cell) + 4);
        var right = Enumerable.Range(0, size).Sum(label => matrix.Counts[label][label]);
        var picture = Picture.Of(
            width, height, "Confusion matrix",
            $"{size} by {size} cells: rows are true labels, columns are answers. {Figures.Count(right)} of {Figures.Count(matrix.Counts.Sum(row => row.Sum()))} rows are on the diagonal.")
            .With("class", isSmall ? "matrix" : "matrix large");
        picture.Add(new Element("text", "answer").With("class", "axis").With("x", left + (size * cell / 2.0)).With("y", 14).With("text-anchor", "middle"));
        picture.Add(new Element("text", "truth").With("class", "axis").With("text-anchor", "middle").With("transform", $"translate(14 {Figures.Length(top + (size * cell / 2.0))}) rotate(-90)"));
        for (var label = 0; label < size; label++)
        {
            var middle = (label + 0.5) * cell;
            picture.Add(new Element("text", names[label]).With("class", "name").With("x", left - 8).With("y", top + middle + (font * 0.35)).With("text-anchor", "end").With("font-size", font));
            var above = new Element("text", names[label]).With("class", "name").With("font-size", font);
            picture.Add(turned
                ? above.With("transform", $"translate({Figures.Length(left + middle + (font * 0.35))} {Figures.Length(top - 8)}) rotate(-90)")
                : above.With("x", left + middle).With("y", top - 8).With("text-anchor", "middle"));
        }

        for (var truth = 0; truth < size; truth++)
        {
            for (var answer = 0; answer < size; answer++)
                picture.Add(Cell(matrix, truth, answer, left + (answer * cell), top + (truth * cell), cell));
        }

        return Picture.Framed(size < whole.Labels.Count ? $"The {size - 1} labels with the most mistakes, and the others as one" : $"{Figures.Count(right)} of {Figures.Count(matrix.Counts.Sum(row => row.Sum()))} rows on the diagonal", picture)
            .With("class", isSmall ? "wide" : "wide full");
    }

    static Element Cell(ConfusionMatrix matrix, int truth, int answer, double left, double top, double size)
    {
        var count = matrix.Counts[truth][answer];
        var share = matrix.Share(truth, answer);
        var group = new Element("g");
        group.Add(new Element("rect").With("class", truth == answer ? "fill s1" : "fill s2").With("x", left + 1).With("y", top + 1).With("width", size - 2).With("height", size - 2)
            .With("rx", Math.Min(4, size / 8)).With("fill-opacity", count == 0 ? 0.04 : 0.12 + (0.48 * share)));
        if (count == 0 && size < 40)
            return group;

        var isTall = size >= 50;
        group.Add(new Element("text", Figures.Count(count)).With("class", "count").With("x", left + (size / 2)).With("y", top + (size / 2) + (isTall ? 0 : 4)).With("text-anchor", "middle")
            .With("font-size", isTall ? Math.Min(20, size / 4) : count > 999 ? 7 : 10));
        if (isTall)
            group.Add(new Element("text", Figures.Percent(share)).With("class", "share").With("x", left + (size / 2)).With("y", top + (size / 2) + 18).With("text-anchor", "middle").With("font-size", 12));
        return group;
    }
}
