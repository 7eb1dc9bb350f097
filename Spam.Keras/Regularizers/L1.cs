namespace Spam.Keras.Regularizers;

/// <summary>Adds <c>l1 Σ|w|</c>.</summary>
/// <param name="l1">The factor.</param>
/// <remarks>Source: Keras 2.15, keras/src/regularizers.py, L1.</remarks>
public sealed class L1(float l1 = .01f) : L1L2(l1: l1);
