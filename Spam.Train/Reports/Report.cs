namespace Spam.Train.Reports;

/// <summary>What there is to say, without a form: tables and named facts.</summary>
sealed record Report(string Title, IReadOnlyList<ReportTable> Tables, IReadOnlyList<ReportFact> Facts);

/// <summary>Rows of cells below a header. The first column is of names, the others of numbers.</summary>
sealed record ReportTable(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>One figure with its name.</summary>
sealed record ReportFact(string Name, string Value);
