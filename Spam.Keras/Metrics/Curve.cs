namespace Spam.Keras.Metrics;

/// <summary>What <see cref="AUC"/> takes the area under.</summary>
public enum Curve
{
    /// <summary>Keras's <c>ROC</c>: recall over the share of false alarms.</summary>
    ROC,

    /// <summary>Keras's <c>PR</c>: precision over recall.</summary>
    PR,
}
