namespace Spam.Keras.Regularizers;

/// <summary>Adds <c>l1 Σ|w| + l2 Σw²</c>.</summary>
/// <remarks>Source: Keras 2.15, keras/src/regularizers.py, L1L2.</remarks>
public class L1L2 : Regularizer
{
    /// <summary>With these factors.</summary>
    /// <param name="l1">The factor of the sizes' sum.</param>
    /// <param name="l2">The factor of the squares' sum.</param>
    /// <exception cref="KerasException">A factor is not a finite number of 0 or above.</exception>
    public L1L2(float l1 = 0, float l2 = 0)
    {
        FactorL1 = Checked(l1, "l1");
        FactorL2 = Checked(l2, "l2");
    }

    /// <summary>The factor of the sizes' sum.</summary>
    public float FactorL1 { get; }

    /// <summary>The factor of the squares' sum.</summary>
    public float FactorL2 { get; }

    /// <inheritdoc/>
    public override float Penalty(Tensor tensor)
    {
        var (sizes, squares) = (0f, 0f);
        foreach (var value in tensor.Span)
        {
            sizes += MathF.Abs(value);
            squares += value * value;
        }

        return FactorL1 * sizes + FactorL2 * squares;
    }

    /// <inheritdoc/>
    public override void AddGradient(Tensor tensor, Tensor gradient, float scale = 1)
    {
        var values = tensor.Span;
        var sums = gradient.Span;
        for (var i = 0; i < values.Length; i++)
        {
            var sign = values[i] > 0 ? 1 : values[i] < 0 ? -1 : 0;
            sums[i] += scale * (FactorL1 * sign + 2 * FactorL2 * values[i]);
        }
    }

    float Checked(float factor, string option) => factor >= 0 && float.IsFinite(factor)
        ? factor
        : throw new KerasException($"{GetType().Name} got {option}: {factor}; expected a finite number of 0 or above.");
}
