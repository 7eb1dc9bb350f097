namespace Spam.Keras.Initializers;

/// <summary>Normal numbers without those beyond two standard deviations, of variance 1 over the mean of fan-in and fan-out.</summary>
/// <remarks>Source: Keras 2.15, keras/src/initializers/initializers.py, GlorotNormal. Paper: Glorot and Bengio, 2010.</remarks>
public sealed class GlorotNormal() : VarianceScaling(scale: 1, FanMode.Average, Distribution.TruncatedNormal);
