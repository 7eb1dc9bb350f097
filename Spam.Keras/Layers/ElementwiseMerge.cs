using Spam.Keras.Kernels;

namespace Spam.Keras.Layers;

/// <summary>Makes one tensor of several by joining the numbers at the same place.</summary>
/// <remarks>
/// Shapes: inputs of one shape -> outputs, the same. An axis of size 1 is repeated to meet a longer one; an input with fewer axes gets
/// axes of size 1 behind the batch's.<br/>
/// Mask: a step is real where it is real in every input that has a mask.<br/>
/// Source: Keras 2.15, keras/src/layers/merging/base_merge.py.
/// </remarks>
public abstract class ElementwiseMerge : MergingLayer
{
    /// <inheritdoc/>
    public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes)
    {
        var rank = inputShapes.Max(shape => shape.Rank);
        if (inputShapes.Any(shape => shape.Rank == 0))
            throw WrongShapes(inputShapes, "a batch axis in each");

        return new([.. Enumerable.Range(0, rank).Select(axis => Common(axis, [.. inputShapes.Select(shape => Widen(shape, rank)[axis])], inputShapes))]);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Call call)
    {
        var outputs = call.Pass.Rent(OutputShape(call).Sizes);
        Join(Expand(call, outputs.Shape), outputs);
        call.OutputMask = JoinMasks(call.Masks);
        call.Keep(outputs);
        return outputs;
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Tensor?> BackwardToInputs(Tensor outputGradients, Call call)
    {
        var outputs = call.Kept<Tensor>();
        var gradients = SplitGradients(Expand(call, outputs.Shape), outputs, outputGradients, call.Pass);
        return [.. call.Inputs.Select((input, i) =>
            Broadcast.Reduce(gradients[i], Widen(input.Shape, outputs.Rank), call.Pass).Reshape(input.Shape.Sizes))];
    }

    /// <summary>Joins inputs, all of the outputs' shape.</summary>
    protected abstract void Join(IReadOnlyList<Tensor> inputs, Tensor outputs);

    /// <summary>The gradients of inputs that are all of the outputs' shape.</summary>
    protected abstract IReadOnlyList<Tensor> SplitGradients(IReadOnlyList<Tensor> inputs, Tensor outputs, Tensor outputGradients, Pass pass);

    /// <summary>A mask that is 1 where all masks are.</summary>
    internal static Tensor? JoinMasks(IReadOnlyList<Tensor?> masks)
    {
        Tensor? joined = null;
        foreach (var mask in masks)
        {
            if (mask is null)
                continue;

            joined = joined?.Copy() ?? mask;
            if (!ReferenceEquals(joined, mask))
                VectorOps.Multiply(joined.Span, mask.Span, joined.Span);
        }

        return joined;
    }

    static Tensor[] Expand(Call call, Shape shape)
        => [.. call.Inputs.Select(input => Broadcast.Expand(input.Reshape(Widen(input.Shape, shape.Rank).Sizes), shape, call.Pass))];

    static Shape Widen(Shape shape, int rank) => new([shape[0], .. Enumerable.Repeat(1, rank - shape.Rank), .. shape[1..].Sizes]);

    int Common(int axis, IReadOnlyList<int> sizes, IReadOnlyList<Shape> shapes)
    {
        int[] known = [.. sizes.Where(size => size != Shape.Unknown && (size != 1 || axis == 0)).Distinct()];
        if (known.Length > 1)
            throw WrongShapes(shapes, "the same sizes, or 1 where another has more (not on the batch axis)");
        if (axis > 0 && sizes.Contains(Shape.Unknown))
            return Shape.Unknown;

        return known.Length == 1 ? known[0] : sizes.Contains(1) ? 1 : Shape.Unknown;
    }
}
