namespace Spam.Keras.Initializers;

/// <summary>Uniform numbers of variance 2 over the fan-in.</summary>
/// <remarks>Source: Keras 2.15, keras/src/initializers/initializers.py, HeUniform. Paper: He, Zhang, Ren and Sun, 2015.</remarks>
public sealed class HeUniform() : VarianceScaling(scale: 2, FanMode.In, Distribution.Uniform);
