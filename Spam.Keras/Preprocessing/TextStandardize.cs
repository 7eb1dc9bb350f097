namespace Spam.Keras.Preprocessing;

/// <summary>What <see cref="TextVectorization"/> does to a text before it is split.</summary>
public enum TextStandardize
{
    /// <summary>The letters A to Z become small, then punctuation is left out.</summary>
    LowerAndStripPunctuation,

    /// <summary>The letters A to Z become small; others stay as they are.</summary>
    Lower,

    /// <summary>ASCII punctuation is left out, so that what it parted joins.</summary>
    StripPunctuation,

    /// <summary>Nothing.</summary>
    None,
}
