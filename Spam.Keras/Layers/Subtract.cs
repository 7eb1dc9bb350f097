using Spam.Keras.Kernels;

namespace Spam.Keras.Layers;

/// <summary>The first input less the second.</summary>
/// <remarks>Shapes and masks: see <see cref="ElementwiseMerge"/>. Source: Keras 2.15, keras/src/layers/merging/subtract.py.</remarks>
public sealed class Subtract : ElementwiseMerge
{
    /// <inheritdoc/>
    public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes)
        => inputShapes.Count == 2 ? base.ComputeOutputShape(inputShapes) : throw WrongShapes(inputShapes, "two inputs");

    /// <inheritdoc/>
    protected override void Join(IReadOnlyList<Tensor> inputs, Tensor outputs)
    {
        inputs[0].Span.CopyTo(outputs.Span);
        VectorOps.AddScaled(-1, inputs[1].Span, outputs.Span);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Tensor> SplitGradients(IReadOnlyList<Tensor> inputs, Tensor outputs, Tensor outputGradients, Pass pass)
    {
        var negative = pass.RentZeros(outputs.Shape.Sizes);
        VectorOps.AddScaled(-1, outputGradients.Span, negative.Span);
        return [outputGradients, negative];
    }
}
