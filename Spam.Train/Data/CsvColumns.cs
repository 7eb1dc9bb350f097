namespace Spam.Train.Data;

/// <summary>Which columns of a CSV file are read. Names are compared exactly.</summary>
/// <param name="Text">The column of the texts.</param>
/// <param name="Label">The column of the labels.</param>
/// <param name="IsMultiLabel">Whether a row has several labels, with semicolons between, or none.</param>
sealed record CsvColumns(string Text = "text", string Label = "label", bool IsMultiLabel = false);
