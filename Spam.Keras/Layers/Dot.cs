using Spam.Keras.Kernels.Products;
using Spam.Keras.Layers.Normalizing;

namespace Spam.Keras.Layers;

/// <summary>The sums of products of two inputs along one axis of each, sample by sample.</summary>
/// <remarks>
/// Shapes: with axes (2, 2), inputs (batch, a, n) and (batch, b, n) -> outputs (batch, a, b); inputs (batch, n) and (batch, n) ->
/// (batch, 1).<br/>
/// Mask: ends here.<br/>
/// Source: Keras 2.15, keras/src/layers/merging/dot.py.
/// </remarks>
public sealed class Dot : MergingLayer
{
    /// <summary>Along the same axis of both inputs.</summary>
    public Dot(int axes, bool normalize = false) : this(axes, axes, normalize)
    {
    }

    /// <summary>Along <paramref name="firstAxis"/> of the first input and <paramref name="secondAxis"/> of the second.</summary>
    /// <param name="firstAxis">Not the batch's; -1 is the last.</param>
    /// <param name="secondAxis">Not the batch's; -1 is the last.</param>
    /// <param name="normalize">Whether the vectors along the axes are scaled to length one first: the outputs are cosines then.</param>
    public Dot(int firstAxis, int secondAxis, bool normalize = false) => (Axes, Normalize) = ((firstAxis, secondAxis), normalize);

    /// <summary>The axis of each input.</summary>
    public (int First, int Second) Axes { get; }

    /// <summary>Whether the vectors are scaled to length one first.</summary>
    public bool Normalize { get; }

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes)
    {
        if (inputShapes.Count != 2)
            throw WrongShapes(inputShapes, "two inputs");

        var (first, second) = Places(inputShapes);
        var (a, b) = (inputShapes[0], inputShapes[1]);
        if (!new Shape(a[0], a[first]).Accepts(new(b[0], b[second])))
            throw WrongShapes(inputShapes, $"the same batch, and as many numbers on axis {first} of the first as on axis {second} of the second");

        var rest = new Shape([a[0], .. a[1..first].Sizes, .. a[(first + 1)..].Sizes, .. b[1..second].Sizes, .. b[(second + 1)..].Sizes]);
        return rest.Rank == 1 ? rest.Append(1) : rest;
    }

    /// <inheritdoc/>
    public override Tensor Forward(Call call)
    {
        var shape = OutputShape(call);
        var state = new State(Vectors(call, 0), Vectors(call, 1));
        var scores = call.Pass.Rent(shape[0], 1, state.First.Sequence.Shape[1], state.Second.Sequence.Shape[1]);
        HeadProducts.Scores(state.First.Sequence, state.Second.Sequence, scores, call.Pass.NumThreads, call.Pass.Rooms);
        call.Keep(state);
        call.OutputMask = null;
        return scores.Reshape(shape.Sizes);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Tensor?> BackwardToInputs(Tensor outputGradients, Call call)
    {
        var (first, second) = call.Kept<State>();
        var (a, b) = (first.Sequence, second.Sequence);
        var scores = outputGradients.Reshape(a.Shape[0], 1, a.Shape[1], b.Shape[1]);
        var (aGradients, bGradients) = (call.Pass.Rent(a.Shape.Sizes), call.Pass.Rent(b.Shape.Sizes));
        HeadProducts.Combine(scores, b, aGradients, call.Pass.NumThreads, call.Pass.Rooms);
        HeadProducts.CombineTransposed(scores, a, bGradients, call.Pass.NumThreads, call.Pass.Rooms);
        return [Backward(aGradients, first, call.Pass), Backward(bGradients, second, call.Pass)];
    }

    static Tensor Backward(Tensor gradients, Side side, Pass pass)
    {
        if (side.Units is { } units)
            gradients = units.Backward(gradients, pass);
        return Layers.Axes.Transpose(gradients.Reshape(side.Shape.Sizes), Layers.Axes.Inverse(side.Order), pass);
    }

    /// <summary>An input as rows along its axis: (batch, rows, 1, length).</summary>
    Side Vectors(Call call, int input)
    {
        var (first, second) = Places([.. call.Inputs.Select(one => one.Shape)]);
        var order = Layers.Axes.MoveToEnd(call.Inputs[input].Rank, input == 0 ? first : second);
        var rows = Layers.Axes.Transpose(call.Inputs[input], order, call.Pass);
        var width = rows.Shape[^1];
        var sequence = rows.Reshape(rows.Shape[0], rows.Shape[1..^1].Length, 1, width);
        if (!Normalize)
            return new(sequence, null, rows.Shape, order);

        var units = new UnitRows(sequence, width, call.Pass);
        return new(units.Outputs, units, rows.Shape, order);
    }

    (int First, int Second) Places(IReadOnlyList<Shape> shapes)
    {
        var (first, second) = (Layers.Axes.Find(this, Axes.First, shapes[0].Rank), Layers.Axes.Find(this, Axes.Second, shapes[1].Rank));
        return first > 0 && second > 0
            ? (first, second)
            : throw new KerasException($"{this} got axes ({Axes.First}, {Axes.Second}), of which one is the batch's; it multiplies along axes of a sample: 1 and above.");
    }

    sealed record Side(Tensor Sequence, UnitRows? Units, Shape Shape, int[] Order);

    sealed record State(Side First, Side Second);
}
