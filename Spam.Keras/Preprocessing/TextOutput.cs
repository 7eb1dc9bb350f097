namespace Spam.Keras.Preprocessing;

/// <summary>What <see cref="TextVectorization"/> makes of a text's tokens.</summary>
public enum TextOutput
{
    /// <summary>Their numbers in the vocabulary, in order: 0 is padding, 1 an unknown token.</summary>
    Int,

    /// <summary>A column for each token of the vocabulary, 1 where it occurs; column 0 stands for unknown ones.</summary>
    MultiHot,

    /// <summary>How often each token occurs.</summary>
    Count,

    /// <summary>How often each token occurs, times its weight, which is the larger the fewer texts have it.</summary>
    TfIdf,
}
