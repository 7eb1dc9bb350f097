using Spam.Train.Reports.Statistics;

namespace Spam.Train.Reports.Tables;

/// <summary>A confusion matrix, for the console.</summary>
static class ConfusionTable
{
    const int WidestMatrix = 20; // labels; a wider one cannot be read in a terminal

    /// <summary>The table; none where it is too wide.</summary>
    public static ReportTable[] Of(ConfusionMatrix matrix) => IsWide(matrix) ? [] :
    [
        new(["truth \\ answer", .. matrix.Labels], [.. matrix.Counts.Select((row, label) => (string[])[matrix.Labels[label], .. row.Select(count => $"{count}")])]),
    ];

    /// <summary>What is said in the place of a table that is too wide.</summary>
    public static ReportFact[] FactsOf(ConfusionMatrix matrix)
        => IsWide(matrix) ? [new("confusion matrix", $"not printed for more than {WidestMatrix} labels")] : [];

    static bool IsWide(ConfusionMatrix matrix) => matrix.Labels.Count > WidestMatrix;
}
