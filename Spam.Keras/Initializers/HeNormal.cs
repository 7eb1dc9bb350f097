namespace Spam.Keras.Initializers;

/// <summary>Normal numbers without those beyond two standard deviations, of variance 2 over the fan-in.</summary>
/// <remarks>Source: Keras 2.15, keras/src/initializers/initializers.py, HeNormal. Paper: He, Zhang, Ren and Sun, 2015.</remarks>
public sealed class HeNormal() : VarianceScaling(scale: 2, FanMode.In, Distribution.TruncatedNormal);
