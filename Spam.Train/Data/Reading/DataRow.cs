namespace Spam.Train.Data.Reading;

/// <summary>A text with its label.</summary>
/// <param name="Text">The text.</param>
/// <param name="Label">The label, or several with semicolons between.</param>
/// <param name="Line">The line where it begins, from 1; in a folder the number of the file.</param>
readonly record struct DataRow(string Text, string Label, long Line)
{
    /// <summary>What stands between the labels of a text that has several.</summary>
    public const char LabelSeparator = ';';
}
