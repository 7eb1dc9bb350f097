namespace Spam.Train.Data.Reading;

/// <summary>A row that cannot be used.</summary>
/// <param name="Line">The line where it begins, from 1; in a folder the number of the file.</param>
/// <param name="Kind">What kind of fault it is.</param>
/// <param name="Message">What came and what to do, without the text.</param>
readonly record struct RowFault(long Line, FaultKind Kind, string Message);

/// <summary>What can be wrong with a row.</summary>
enum FaultKind
{
    /// <summary>Bytes that are not UTF-8.</summary>
    Encoding,

    /// <summary>It is not written as its format says.</summary>
    Form,

    /// <summary>It has no label, or one that cannot be.</summary>
    Label,

    /// <summary>It is longer than the limit.</summary>
    Length,
}
