namespace Spam.Keras.Layers;

/// <summary>How long a recurrent layer's dropout mask lives.</summary>
public enum RecurrentDropout
{
    /// <summary>One mask a batch, used at every step: what Keras documents, what Keras 3 does, and what the method's paper says.</summary>
    PerSequence,

    /// <summary>A fresh mask at every step: what <c>fit</c> of Keras 2 does.</summary>
    PerStep,
}
