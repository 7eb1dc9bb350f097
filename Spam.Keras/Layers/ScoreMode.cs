namespace Spam.Keras.Layers;

/// <summary>How <see cref="Attention"/> scores a key for a query.</summary>
public enum ScoreMode
{
    /// <summary>By the product of both.</summary>
    Dot,

    /// <summary>By the sum of <c>tanh(query + key)</c>, times a learned weight.</summary>
    Concat,
}
