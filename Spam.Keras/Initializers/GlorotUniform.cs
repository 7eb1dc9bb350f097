namespace Spam.Keras.Initializers;

/// <summary>Uniform numbers of variance 1 over the mean of fan-in and fan-out.</summary>
/// <remarks>Source: Keras 2.15, keras/src/initializers/initializers.py, GlorotUniform. Paper: Glorot and Bengio, 2010.</remarks>
public sealed class GlorotUniform() : VarianceScaling(scale: 1, FanMode.Average, Distribution.Uniform);
