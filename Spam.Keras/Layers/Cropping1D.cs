namespace Spam.Keras.Layers;

/// <summary>Cuts steps off both ends of a sequence.</summary>
/// <remarks>
/// Shapes: inputs (batch, steps, features) -> outputs (batch, steps - left - right, features).<br/>
/// Source: Keras 2.15, keras/src/layers/reshaping/cropping1d.py.
/// </remarks>
public sealed class Cropping1D : Layer
{
    /// <summary>With the same number of steps on both sides.</summary>
    public Cropping1D(int cropping = 1) : this(cropping, cropping)
    {
    }

    /// <summary>With <paramref name="left"/> steps off the front and <paramref name="right"/> off the end.</summary>
    /// <exception cref="KerasException">A number of steps is below zero.</exception>
    public Cropping1D(int left, int right)
        => Cropping = left >= 0 && right >= 0
            ? (left, right)
            : throw new KerasException($"Cropping1D got cropping ({left}, {right}); expected numbers of steps, 0 or more.");

    /// <summary>The steps off the front and off the end.</summary>
    public (int Left, int Right) Cropping { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => false;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes)
    {
        var inputs = inputShapes[0];
        if (inputs.Rank != 3 || (inputs[1] != Shape.Unknown && inputs[1] <= Cropping.Left + Cropping.Right))
            throw WrongShape(inputs, $"(batch, steps, features) with more than the {Cropping.Left} + {Cropping.Right} steps that it crops");

        return inputs[1] == Shape.Unknown ? inputs : inputs.With(1, inputs[1] - Cropping.Left - Cropping.Right);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Call call)
    {
        var outputs = call.Pass.Rent(ComputeOutputShape(call.Input.Shape).Sizes);
        for (var sample = 0; sample < outputs.Shape[0]; sample++)
        {
            var kept = outputs.Sample(sample);
            call.Input.Sample(sample).Slice(Cropping.Left * outputs.Shape[2], kept.Length).CopyTo(kept);
        }

        return outputs;
    }

    /// <inheritdoc/>
    public override Tensor? Backward(Tensor outputGradients, Call call)
    {
        var inputGradients = call.Pass.RentZeros(call.Input.Shape.Sizes);
        for (var sample = 0; sample < inputGradients.Shape[0]; sample++)
            outputGradients.Sample(sample).CopyTo(inputGradients.Sample(sample)[(Cropping.Left * outputGradients.Shape[2])..]);
        return inputGradients;
    }
}
