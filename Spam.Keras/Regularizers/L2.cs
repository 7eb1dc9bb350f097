namespace Spam.Keras.Regularizers;

/// <summary>Adds <c>l2 Σw²</c>.</summary>
/// <param name="l2">The factor.</param>
/// <remarks>Source: Keras 2.15, keras/src/regularizers.py, L2.</remarks>
public sealed class L2(float l2 = .01f) : L1L2(l2: l2);
