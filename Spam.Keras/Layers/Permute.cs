namespace Spam.Keras.Layers;

/// <summary>Puts the axes of each sample in another order.</summary>
/// <remarks>
/// Shapes: with dims (2, 1), inputs (batch, a, b) -> outputs (batch, b, a).<br/>
/// Source: Keras 2.15, keras/src/layers/reshaping/permute.py.
/// </remarks>
public sealed class Permute : Layer
{
    readonly int[] _order;

    /// <summary>In the order <paramref name="dims"/>.</summary>
    /// <param name="dims">For each axis of the outputs the axis of the inputs that it is, counted from 1; the batch axis stays.</param>
    /// <exception cref="KerasException">The dims are not the numbers from 1 on, each once.</exception>
    public Permute(params IReadOnlyList<int> dims)
    {
        if (dims.Count == 0 || !dims.Order().SequenceEqual(Enumerable.Range(1, dims.Count)))
            throw new KerasException($"Permute got dims ({string.Join(", ", dims)}); expected each axis of a sample once, counted from 1, as in (2, 1).");

        Dims = dims;
        _order = [0, .. dims];
    }

    /// <summary>For each axis of the outputs the axis of the inputs that it is, counted from 1.</summary>
    public IReadOnlyList<int> Dims { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => false;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes)
    {
        var inputs = inputShapes[0];
        return inputs.Rank == _order.Length
            ? new([.. _order.Select(axis => inputs[axis])])
            : throw WrongShape(inputs, $"{_order.Length} axes: the batch's and {Dims.Count}, as dims has");
    }

    /// <inheritdoc/>
    public override Tensor Forward(Call call)
    {
        ComputeOutputShape(call.Input.Shape);
        return Axes.Transpose(call.Input, _order, call.Pass);
    }

    /// <inheritdoc/>
    public override Tensor? Backward(Tensor outputGradients, Call call) => Axes.Transpose(outputGradients, Axes.Inverse(_order), call.Pass);
}
