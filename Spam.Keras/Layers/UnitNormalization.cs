using Spam.Keras.Layers.Normalizing;

namespace Spam.Keras.Layers;

/// <summary>Scales the vectors along some axes to length one.</summary>
/// <remarks>
/// Shapes: inputs (…) -> outputs, the same.<br/>
/// Source: Keras 2.15, keras/src/layers/normalization/unit_normalization.py, on TensorFlow's l2_normalize.
/// </remarks>
/// <param name="axis">The axes that a vector lies along, in rising order; the last where none is given.</param>
public sealed class UnitNormalization(params IReadOnlyList<int> axis) : Layer
{
    /// <summary>The axes that a vector lies along.</summary>
    public IReadOnlyList<int> Axis { get; } = axis.Count == 0 ? [-1] : axis;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes)
    {
        Axes.Find(this, Axis, inputShapes[0].Rank);
        return inputShapes[0];
    }

    /// <inheritdoc/>
    public override Tensor Forward(Call call)
    {
        var order = Axes.MoveToEnd(call.Input.Rank, Axes.Find(this, Axis, call.Input.Rank));
        var rows = Axes.Transpose(call.Input, order, call.Pass);
        var units = new UnitRows(rows, Width(rows), call.Pass);
        call.Keep(units);
        return Axes.Transpose(units.Outputs, Axes.Inverse(order), call.Pass);
    }

    /// <inheritdoc/>
    public override Tensor? Backward(Tensor outputGradients, Call call)
    {
        var order = Axes.MoveToEnd(call.Input.Rank, Axes.Find(this, Axis, call.Input.Rank));
        var gradients = call.Kept<UnitRows>().Backward(Axes.Transpose(outputGradients, order, call.Pass), call.Pass);
        return Axes.Transpose(gradients, Axes.Inverse(order), call.Pass);
    }

    int Width(Tensor rows) => rows.Shape[^Axis.Count..].Length;
}
