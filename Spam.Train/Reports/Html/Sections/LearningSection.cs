using Spam.Train.Evaluations;
using Spam.Train.Reports.Html.Charts;

namespace Spam.Train.Reports.Html.Sections;

/// <summary>How training went, epoch by epoch.</summary>
static class LearningSection
{
    /// <summary>The section.</summary>
    public static Element Of(Evaluation evaluation)
    {
        const string Heading = "Learning curves";
        if (evaluation.Learning is not { } log)
            return Parts.Section("learning", Heading, $"There is no {LearningCurves.FileName} beside the model, so how its training went is not known.");

        var pictures = log.Names.Where(name => log.Find($"val_{name}") is not null || name is "loss" or "accuracy").OrderBy(name => name == "loss" ? 0 : 1)
            .Select(name => (Node)ChartOf(log, name));
        return Parts.Section(
            "learning", Heading,
            "Where the line of the rows that were trained on goes on getting better while the other gets worse, the model learns by heart: fewer epochs or more dropout help.",
            Parts.Pictures([.. pictures]));
    }

    static Element ChartOf(LearningCurves log, string name)
    {
        Series[] series =
        [
            .. new[] { (Name: "rows trained on", Values: log.Find(name)), (Name: "rows held back", Values: log.Find($"val_{name}")) }
                .Where(line => line.Values is not null)
                .Select(line => new Series(line.Name, [.. log.Epochs.Zip(line.Values!).Where(pair => pair.Second is not null).Select(pair => ((double)pair.First, pair.Second!.Value))]))
                .Where(line => line.Points.Count > 0),
        ];
        var values = series.SelectMany(line => line.Points).Select(point => point.Y).DefaultIfEmpty(0).ToArray();
        var last = log.Epochs.Max();
        var first = Math.Min(log.Epochs.Min(), last - 1); // one epoch is a point at the end
        var epochs = new Axis("epoch", first, last, NiceTicks.Of(first, last, wholeOnly: true));
        return LineChart.Of(
            Written(name), $"{string.Join("; ", series.Select(line => $"{line.Name}: {Figures.Share(line.Points[0].Y)} at first, {Figures.Share(line.Points[^1].Y)} at last"))}.",
            epochs, Axis.Around(Written(name), values.Min(), values.Max()),
            [.. series.Select(line => line with { Note = $"{Figures.Share(line.Points[^1].Y)} at last" })]);
    }

    static string Written(string name) => name.Replace('_', ' ');
}
