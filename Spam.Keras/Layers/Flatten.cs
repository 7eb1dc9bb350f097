namespace Spam.Keras.Layers;

/// <summary>Lays the numbers of each sample out in one row.</summary>
/// <remarks>
/// Shapes: inputs (batch, …) -> outputs (batch, product of …).<br/>
/// Source: Keras 2.15, keras/src/layers/reshaping/flatten.py.
/// </remarks>
public sealed class Flatten : Layer
{
    /// <inheritdoc/>
    public override bool SupportsMasking => false;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes)
    {
        var inputs = inputShapes[0];
        if (inputs.Rank == 0)
            throw WrongShape(inputs, "(batch, …)");

        return new(inputs[0], inputs[1..].IsKnown ? inputs[1..].Length : Shape.Unknown);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Call call) => call.Input.Reshape(ComputeOutputShape(call.Input.Shape).Sizes);

    /// <inheritdoc/>
    public override Tensor? Backward(Tensor outputGradients, Call call) => outputGradients.Reshape(call.Input.Shape.Sizes);
}
