namespace Spam.Keras.Preprocessing;

/// <summary>How <see cref="TextVectorization"/> makes tokens of a text.</summary>
public enum TextSplit
{
    /// <summary>At ASCII white space.</summary>
    Whitespace,

    /// <summary>Each code point is a token.</summary>
    Character,

    /// <summary>The whole text is one token.</summary>
    None,
}
