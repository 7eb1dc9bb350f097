namespace Spam.Keras.Layers;

/// <summary>Puts steps of zeros before and behind a sequence.</summary>
/// <remarks>
/// Shapes: inputs (batch, steps, features) -> outputs (batch, left + steps + right, features).<br/>
/// Source: Keras 2.15, keras/src/layers/reshaping/zero_padding1d.py.
/// </remarks>
public sealed class ZeroPadding1D : Layer
{
    /// <summary>With the same number of steps on both sides.</summary>
    public ZeroPadding1D(int padding = 1) : this(padding, padding)
    {
    }

    /// <summary>With <paramref name="left"/> steps before and <paramref name="right"/> behind.</summary>
    /// <exception cref="KerasException">A number of steps is below zero.</exception>
    public ZeroPadding1D(int left, int right)
        => Padding = left >= 0 && right >= 0
            ? (left, right)
            : throw new KerasException($"ZeroPadding1D got padding ({left}, {right}); expected numbers of steps, 0 or more.");

    /// <summary>The steps before and behind.</summary>
    public (int Left, int Right) Padding { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => false;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes)
    {
        var inputs = inputShapes[0];
        if (inputs.Rank != 3)
            throw WrongShape(inputs, "(batch, steps, features)");

        return inputs[1] == Shape.Unknown ? inputs : inputs.With(1, Padding.Left + inputs[1] + Padding.Right);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Call call)
    {
        var outputs = call.Pass.RentZeros(ComputeOutputShape(call.Input.Shape).Sizes);
        for (var sample = 0; sample < outputs.Shape[0]; sample++)
            call.Input.Sample(sample).CopyTo(outputs.Sample(sample)[(Padding.Left * outputs.Shape[2])..]);
        return outputs;
    }

    /// <inheritdoc/>
    public override Tensor? Backward(Tensor outputGradients, Call call)
    {
        var inputGradients = call.Pass.Rent(call.Input.Shape.Sizes);
        for (var sample = 0; sample < inputGradients.Shape[0]; sample++)
        {
            var gradients = inputGradients.Sample(sample);
            outputGradients.Sample(sample).Slice(Padding.Left * outputGradients.Shape[2], gradients.Length).CopyTo(gradients);
        }

        return inputGradients;
    }
}
