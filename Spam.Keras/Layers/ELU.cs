using Spam.Keras.Activations;

namespace Spam.Keras.Layers;

/// <summary><c>x</c> above zero, <c>alpha (e^x - 1)</c> below.</summary>
/// <remarks>
/// Shapes: inputs (…) -> outputs, the same.<br/>
/// Source: Keras 2.15, keras/src/layers/activation/elu.py. Paper: Clevert, Unterthiner and Hochreiter, 2015.
/// </remarks>
/// <param name="alpha">How far below zero the function goes.</param>
public sealed class ELU(float alpha = 1) : FunctionLayer(new Elu(alpha))
{
    /// <summary>How far below zero the function goes.</summary>
    public float Alpha { get; } = alpha;
}
