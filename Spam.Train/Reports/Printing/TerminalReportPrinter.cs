using Spectre.Console;

namespace Spam.Train.Reports.Printing;

/// <summary>Tables with lines and colour, for a terminal.</summary>
sealed class TerminalReportPrinter(IAnsiConsole console) : IReportPrinter
{
    /// <inheritdoc/>
    public void Print(Report report)
    {
        console.Write(new Text(Printable.Text(report.Title), new(decoration: Decoration.Bold)));
        console.WriteLine();
        foreach (var table in report.Tables)
            Print(table);

        var facts = new Grid().AddColumn(new() { NoWrap = true }).AddColumn();
        foreach (var fact in report.Facts)
            facts.AddRow(new Text(fact.Name, new(Color.Grey)), new Text(Printable.Text(fact.Value)));
        if (report.Facts.Count > 0)
            console.Write(facts);
        console.WriteLine();
    }

    void Print(ReportTable table)
    {
        var lines = new Table().Border(TableBorder.Rounded);
        for (var column = 0; column < table.Header.Count; column++)
            lines.AddColumn(new TableColumn(new Text(Printable.Text(table.Header[column]))) { Alignment = column == 0 ? Justify.Left : Justify.Right });
        foreach (var row in table.Rows)
            lines.AddRow(row.Select(cell => new Text(Printable.Text(cell))));
        console.Write(lines);
    }
}
