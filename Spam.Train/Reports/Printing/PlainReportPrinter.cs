namespace Spam.Train.Reports.Printing;

/// <summary>Plain lines, for files and pipes: ASCII apart from the labels themselves, and the same at every width of the window.</summary>
sealed class PlainReportPrinter(TextWriter output) : IReportPrinter
{
    /// <inheritdoc/>
    public void Print(Report report)
    {
        output.WriteLine(Printable.Text(report.Title));
        foreach (var table in report.Tables)
            Print(table);

        var width = report.Facts.Select(fact => fact.Name.Length).DefaultIfEmpty().Max();
        foreach (var fact in report.Facts)
            output.WriteLine($"  {fact.Name.PadRight(width)}  {Printable.Text(fact.Value)}");
        output.WriteLine();
    }

    void Print(ReportTable table)
    {
        string[][] rows = [.. table.Rows.Prepend(table.Header).Select(row => row.Select(Printable.Text).ToArray())];
        var widths = Enumerable.Range(0, table.Header.Count).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            var cells = row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            output.WriteLine($"  {string.Join("  ", cells).TrimEnd()}");
        }
    }
}
