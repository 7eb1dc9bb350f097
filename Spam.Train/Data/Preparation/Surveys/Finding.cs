namespace Spam.Train.Data.Preparation.Surveys;

/// <summary>A row that somebody should look at.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Label">Its label.</param>
/// <param name="FirstPlace">Where the row is that it repeats.</param>
/// <param name="FirstLabel">The label of that.</param>
/// <param name="Text">The beginning of its text, where texts are shown.</param>
sealed record Finding(string Place, string Label, string FirstPlace, string FirstLabel, string? Text);

/// <summary>A row that cannot be used.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Kind">What kind of fault it is.</param>
/// <param name="Message">What came and what to do.</param>
sealed record BadRow(string Place, Reading.FaultKind Kind, string Message);

/// <summary>A source and what was in it.</summary>
/// <param name="Path">The file or folder.</param>
/// <param name="Format">Its format.</param>
/// <param name="NumRows">How many rows can be used.</param>
/// <param name="NumBad">How many cannot.</param>
sealed record SourceCount(string Path, Reading.DataFormat Format, long NumRows, long NumBad);
