using Spam.Keras.Activations;

namespace Spam.Keras.Layers;

/// <summary>Puts its inputs through one activation and does nothing else.</summary>
/// <param name="function">What each number, or each row, goes through.</param>
public abstract class FunctionLayer(Activation function) : Layer
{
    /// <summary>What each number, or each row, goes through.</summary>
    protected Activation Function { get; } = function;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes) => inputShapes[0];

    /// <inheritdoc/>
    public override Tensor Forward(Call call) => call.Activate(Function, call.Input);

    /// <inheritdoc/>
    public override Tensor? Backward(Tensor outputGradients, Call call) => call.Deactivate(Function, outputGradients);
}
