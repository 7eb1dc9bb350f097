using System.Globalization;
using Spam.Train.Reports;

namespace Spam.Train.Bulk;

/// <summary>How a run over lines went.</summary>
/// <param name="NumLines">Lines that were answered, good and bad.</param>
/// <param name="NumBad">Lines that were answered with an error.</param>
/// <param name="FirstBad">The first of these.</param>
/// <param name="Time">How long it took.</param>
sealed record BulkSummary(long NumLines, long NumBad, BadLine? FirstBad, TimeSpan Time)
{
    /// <summary>In one line.</summary>
    public override string ToString()
    {
        var bad = FirstBad is null ? "none bad" : string.Create(CultureInfo.InvariantCulture, $"{NumBad} bad (the first is line {FirstBad.Line}: {FirstBad.Problem})");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{NumLines} line{(NumLines == 1 ? "" : "s")}, {bad}, in {Figures.Seconds(Time)}: {NumLines / Math.Max(Time.TotalSeconds, 1e-6):0} lines a second.");
    }
}

/// <summary>A line that cannot be scored.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Problem">Why, without its text.</param>
sealed record BadLine(long Line, string Problem);
