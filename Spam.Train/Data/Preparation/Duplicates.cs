namespace Spam.Train.Data.Preparation;

/// <summary>Which rows are removed because an earlier one has their text.</summary>
enum Duplicates
{
    /// <summary>None.</summary>
    Kept,

    /// <summary>Those of exactly the same text.</summary>
    ExactRemoved,

    /// <summary>Those of the same words.</summary>
    WordsRemoved,
}
