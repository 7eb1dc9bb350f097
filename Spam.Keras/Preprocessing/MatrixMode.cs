namespace Spam.Keras.Preprocessing;

/// <summary>
/// What stands in a cell of <see cref="Tokenizer.TextsToMatrix(IEnumerable{string}, MatrixMode)"/>, one row a text and one column a word
/// id.
/// </summary>
public enum MatrixMode
{
    /// <summary>1 where the word occurs.</summary>
    Binary,

    /// <summary>How often the word occurs.</summary>
    Count,

    /// <summary>How often the word occurs, divided by the length of the whole sequence.</summary>
    Freq,

    /// <summary><c>(1 + ln count) · ln(1 + documents / (1 + documents with the word))</c>.</summary>
    Tfidf,
}
