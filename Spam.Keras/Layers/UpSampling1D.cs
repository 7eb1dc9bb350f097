using Spam.Keras.Kernels;

namespace Spam.Keras.Layers;

/// <summary>Repeats each step of a sequence.</summary>
/// <remarks>
/// Shapes: inputs (batch, steps, features) -> outputs (batch, steps · size, features).<br/>
/// Source: Keras 2.15, keras/src/layers/reshaping/up_sampling1d.py.
/// </remarks>
/// <param name="size">How often a step stands in the outputs.</param>
public sealed class UpSampling1D(int size = 2) : Layer
{
    /// <summary>How often a step stands in the outputs.</summary>
    public int Size { get; } = size > 0 ? size : throw new KerasException($"UpSampling1D got size {size}; it says how often a step is repeated, 1 or more.");

    /// <inheritdoc/>
    public override bool SupportsMasking => false;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes)
    {
        var inputs = inputShapes[0];
        if (inputs.Rank != 3)
            throw WrongShape(inputs, "(batch, steps, features)");

        return inputs[1] == Shape.Unknown ? inputs : inputs.With(1, inputs[1] * Size);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Call call)
    {
        var outputs = call.Pass.Rent(ComputeOutputShape(call.Input.Shape).Sizes);
        for (var row = 0; row < outputs.NumRows; row++)
            call.Input.Row(row / Size).CopyTo(outputs.Row(row));
        return outputs;
    }

    /// <inheritdoc/>
    public override Tensor? Backward(Tensor outputGradients, Call call)
    {
        var inputGradients = call.Pass.RentZeros(call.Input.Shape.Sizes);
        for (var row = 0; row < outputGradients.NumRows; row++)
            VectorOps.Add(outputGradients.Row(row), inputGradients.Row(row / Size));
        return inputGradients;
    }
}
