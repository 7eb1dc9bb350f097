using Spam.Keras.Kernels;

namespace Spam.Keras.Layers;

/// <summary>The sum of its inputs.</summary>
/// <remarks>Shapes and masks: see <see cref="ElementwiseMerge"/>. Source: Keras 2.15, keras/src/layers/merging/add.py.</remarks>
public sealed class Add : ElementwiseMerge
{
    /// <inheritdoc/>
    protected override void Join(IReadOnlyList<Tensor> inputs, Tensor outputs)
    {
        inputs[0].Span.CopyTo(outputs.Span);
        foreach (var input in inputs.Skip(1))
            VectorOps.Add(input.Span, outputs.Span);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Tensor> SplitGradients(IReadOnlyList<Tensor> inputs, Tensor outputs, Tensor outputGradients, Pass pass)
        => [.. inputs.Select(_ => outputGradients)];
}
