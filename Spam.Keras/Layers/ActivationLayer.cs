using Spam.Keras.Activations;

namespace Spam.Keras.Layers;

/// <summary>An activation as a step of its own; Keras's layer <c>Activation</c>.</summary>
/// <remarks>
/// Shapes: inputs (…) -> outputs, the same; softmax works along the last axis.<br/>
/// Source: Keras 2.15, keras/src/layers/core/activation.py.
/// </remarks>
/// <param name="activation">What the inputs go through.</param>
public sealed class ActivationLayer(Activation activation) : FunctionLayer(activation)
{
    /// <inheritdoc/>
    public override string ClassName => "Activation";

    /// <summary>What the inputs go through.</summary>
    public Activation Activation => Function;
}
