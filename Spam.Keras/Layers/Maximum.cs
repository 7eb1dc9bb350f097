namespace Spam.Keras.Layers;

/// <summary>At each place the largest of its inputs' numbers.</summary>
/// <remarks>Shapes, masks and gradients: see <see cref="ExtremeMerge"/>. Source: Keras 2.15, keras/src/layers/merging/maximum.py.</remarks>
public sealed class Maximum : ExtremeMerge
{
    /// <inheritdoc/>
    protected override void Join(IReadOnlyList<Tensor> inputs, Tensor outputs)
    {
        var best = outputs.Span;
        inputs[0].Span.CopyTo(best);
        foreach (var input in inputs.Skip(1))
        {
            var values = input.Span;
            for (var i = 0; i < best.Length; i++)
                best[i] = values[i] > best[i] ? values[i] : best[i];
        }
    }
}
