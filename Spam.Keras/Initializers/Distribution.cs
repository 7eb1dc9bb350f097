namespace Spam.Keras.Initializers;

/// <summary>What <see cref="VarianceScaling"/> draws from.</summary>
public enum Distribution
{
    /// <summary>Keras's <c>truncated_normal</c>: numbers beyond two standard deviations are drawn again.</summary>
    TruncatedNormal,

    /// <summary>Keras's <c>untruncated_normal</c>.</summary>
    UntruncatedNormal,

    /// <summary>Keras's <c>uniform</c>.</summary>
    Uniform,
}
