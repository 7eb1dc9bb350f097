namespace Spam.Keras.Initializers;

/// <summary>Normal numbers without those beyond two standard deviations, of variance 1 over the fan-in.</summary>
/// <remarks>Source: Keras 2.15, keras/src/initializers/initializers.py, LecunNormal. Paper: LeCun, Bottou, Orr and Müller, 1998.</remarks>
public sealed class LecunNormal() : VarianceScaling(scale: 1, FanMode.In, Distribution.TruncatedNormal);
