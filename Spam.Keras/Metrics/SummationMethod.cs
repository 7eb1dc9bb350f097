namespace Spam.Keras.Metrics;

/// <summary>How <see cref="AUC"/> fills the curve between two thresholds.</summary>
public enum SummationMethod
{
    /// <summary>Keras's <c>interpolation</c>: straight lines; for precision over recall along lines of true positives.</summary>
    Interpolation,

    /// <summary>Keras's <c>minoring</c>: the lower of the two.</summary>
    Minoring,

    /// <summary>Keras's <c>majoring</c>: the higher of the two.</summary>
    Majoring,
}
