using Spam.Keras.Kernels;

namespace Spam.Keras.Layers;

/// <summary>Makes a sequence of one vector: the same at every step.</summary>
/// <remarks>
/// Shapes: inputs (batch, features) -> outputs (batch, n, features).<br/>
/// Source: Keras 2.15, keras/src/layers/reshaping/repeat_vector.py.
/// </remarks>
/// <param name="n">How many steps.</param>
public sealed class RepeatVector(int n) : Layer
{
    /// <summary>How many steps.</summary>
    public int N { get; } = n > 0 ? n : throw new KerasException($"RepeatVector got n {n}; it is the number of steps, 1 or more.");

    /// <inheritdoc/>
    public override bool SupportsMasking => false;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes)
    {
        var inputs = inputShapes[0];
        return inputs.Rank == 2 ? new(inputs[0], N, inputs[1]) : throw WrongShape(inputs, "(batch, features)");
    }

    /// <inheritdoc/>
    public override Tensor Forward(Call call)
    {
        var outputs = call.Pass.Rent(ComputeOutputShape(call.Input.Shape).Sizes);
        for (var row = 0; row < outputs.NumRows; row++)
            call.Input.Row(row / N).CopyTo(outputs.Row(row));
        return outputs;
    }

    /// <inheritdoc/>
    public override Tensor? Backward(Tensor outputGradients, Call call)
    {
        var inputGradients = call.Pass.RentZeros(call.Input.Shape.Sizes);
        for (var row = 0; row < outputGradients.NumRows; row++)
            VectorOps.Add(outputGradients.Row(row), inputGradients.Row(row / N));
        return inputGradients;
    }
}
