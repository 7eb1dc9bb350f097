using Spam.Keras.Activations;

namespace Spam.Keras.Layers;

/// <summary><c>x</c> above zero, <c>alpha x</c> below.</summary>
/// <remarks>
/// Shapes: inputs (…) -> outputs, the same.<br/>
/// Source: Keras 2.15, keras/src/layers/activation/leaky_relu.py; Keras 3 calls alpha negative_slope.
/// </remarks>
/// <param name="alpha">The slope below zero.</param>
public sealed class LeakyReLU(float alpha = .3f) : FunctionLayer(new LeakyRelu(alpha))
{
    /// <summary>The slope below zero.</summary>
    public float Alpha { get; } = alpha;
}
