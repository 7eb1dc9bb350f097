namespace Spam.Keras.Metrics;

/// <summary>How the scores of several classes become one figure.</summary>
public enum Average
{
    /// <summary>Keras's <c>None</c>: they do not; there is a figure for each class.</summary>
    None,

    /// <summary>Keras's <c>micro</c>: the score of all classes' counts together.</summary>
    Micro,

    /// <summary>Keras's <c>macro</c>: the mean.</summary>
    Macro,

    /// <summary>Keras's <c>weighted</c>: the mean weighted by how often each class is the label.</summary>
    Weighted,
}
