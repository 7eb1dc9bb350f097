namespace Spam.Keras.Initializers;

/// <summary>Uniform numbers of variance 1 over the fan-in.</summary>
/// <remarks>Source: Keras 2.15, keras/src/initializers/initializers.py, LecunUniform. Paper: LeCun, Bottou, Orr and Müller, 1998.</remarks>
public sealed class LecunUniform() : VarianceScaling(scale: 1, FanMode.In, Distribution.Uniform);
