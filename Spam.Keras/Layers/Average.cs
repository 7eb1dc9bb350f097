using Spam.Keras.Kernels;

namespace Spam.Keras.Layers;

/// <summary>The mean of its inputs.</summary>
/// <remarks>Shapes and masks: see <see cref="ElementwiseMerge"/>. Source: Keras 2.15, keras/src/layers/merging/average.py.</remarks>
public sealed class Average : ElementwiseMerge
{
    /// <inheritdoc/>
    protected override void Join(IReadOnlyList<Tensor> inputs, Tensor outputs)
    {
        inputs[0].Span.CopyTo(outputs.Span);
        foreach (var input in inputs.Skip(1))
            VectorOps.Add(input.Span, outputs.Span);
        foreach (ref var value in outputs.Span)
            value /= inputs.Count;
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Tensor> SplitGradients(IReadOnlyList<Tensor> inputs, Tensor outputs, Tensor outputGradients, Pass pass)
    {
        var share = pass.RentZeros(outputs.Shape.Sizes);
        VectorOps.AddScaled(1f / inputs.Count, outputGradients.Span, share.Span);
        return [.. inputs.Select(_ => share)];
    }
}
