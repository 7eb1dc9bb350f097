using Spam.Keras.Kernels;

namespace Spam.Keras.Layers;

/// <summary>The product of its inputs.</summary>
/// <remarks>Shapes and masks: see <see cref="ElementwiseMerge"/>. Source: Keras 2.15, keras/src/layers/merging/multiply.py.</remarks>
public sealed class Multiply : ElementwiseMerge
{
    /// <inheritdoc/>
    protected override void Join(IReadOnlyList<Tensor> inputs, Tensor outputs)
    {
        inputs[0].Span.CopyTo(outputs.Span);
        foreach (var input in inputs.Skip(1))
            VectorOps.Multiply(outputs.Span, input.Span, outputs.Span);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Tensor> SplitGradients(IReadOnlyList<Tensor> inputs, Tensor outputs, Tensor outputGradients, Pass pass)
        => [.. inputs.Select((_, i) => TimesOthers(i, inputs, outputGradients, pass))];

    static Tensor TimesOthers(int self, IReadOnlyList<Tensor> inputs, Tensor outputGradients, Pass pass)
    {
        var product = pass.Rent(outputGradients.Shape.Sizes);
        outputGradients.Span.CopyTo(product.Span);
        for (var other = 0; other < inputs.Count; other++)
        {
            if (other != self)
                VectorOps.Multiply(product.Span, inputs[other].Span, product.Span);
        }

        return product;
    }
}
