namespace Spam.Keras.Layers;

/// <summary>Gives each sample another shape; the numbers stay in their order.</summary>
/// <remarks>
/// Shapes: inputs (batch, …) -> outputs (batch, targetShape…).<br/>
/// Source: Keras 2.15, keras/src/layers/reshaping/reshape.py.
/// </remarks>
public sealed class Reshape : Layer
{
    /// <summary>To <paramref name="targetShape"/>.</summary>
    /// <param name="targetShape">The shape of a sample, without the batch axis; one size may be -1 and is computed.</param>
    /// <exception cref="KerasException">More than one size is -1, or one is below.</exception>
    public Reshape(params IReadOnlyList<int> targetShape)
    {
        if (targetShape.Count(size => size == Shape.Unknown) > 1 || targetShape.Any(size => size < Shape.Unknown))
            throw new KerasException($"Reshape got the target shape ({string.Join(", ", targetShape)}); expected sizes of 0 and above, and at most one -1.");

        TargetShape = targetShape;
    }

    /// <summary>The shape of a sample, without the batch axis.</summary>
    public IReadOnlyList<int> TargetShape { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => false;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes)
    {
        var inputs = inputShapes[0];
        if (inputs.Rank == 0)
            throw WrongShape(inputs, "(batch, …)");
        if (!inputs[1..].IsKnown)
            return new([inputs[0], .. TargetShape]);

        var (length, known) = (inputs[1..].Length, TargetShape.Where(size => size != Shape.Unknown).Aggregate(1L, (product, size) => product * size));
        var hasUnknown = TargetShape.Contains(Shape.Unknown);
        if (hasUnknown ? known == 0 || length % known != 0 : length != known)
            throw WrongShape(inputs, $"samples whose {length} numbers fill the target shape ({string.Join(", ", TargetShape)})");

        return new([inputs[0], .. TargetShape.Select(size => size == Shape.Unknown ? (int)(length / known) : size)]);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Call call) => call.Input.Reshape(ComputeOutputShape(call.Input.Shape).Sizes);

    /// <inheritdoc/>
    public override Tensor? Backward(Tensor outputGradients, Call call) => outputGradients.Reshape(call.Input.Shape.Sizes);
}
