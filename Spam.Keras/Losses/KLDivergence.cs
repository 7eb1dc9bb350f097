namespace Spam.Keras.Losses;

/// <summary>The Kullback-Leibler divergence: <c>Σ t ln(t / p)</c>.</summary>
/// <remarks>Source: Keras 2.15, keras/src/losses.py, kl_divergence.</remarks>
public sealed class KLDivergence : RowLoss
{
    /// <inheritdoc/>
    public override string Name => "kl_divergence";

    /// <inheritdoc/>
    protected override float Value(ReadOnlySpan<float> yTrue, ReadOnlySpan<float> yPred)
    {
        var sum = 0f;
        for (var i = 0; i < yPred.Length; i++)
        {
            var t = Math.Clamp(yTrue[i], Epsilon, 1);
            sum += t * MathF.Log(t / Math.Clamp(yPred[i], Epsilon, 1));
        }

        return sum;
    }

    /// <inheritdoc/>
    protected override void Slope(ReadOnlySpan<float> yTrue, ReadOnlySpan<float> yPred, float weight, Span<float> gradient)
    {
        for (var i = 0; i < yPred.Length; i++)
        {
            var p = yPred[i];
            gradient[i] = p is >= Epsilon and <= 1 ? -weight * Math.Clamp(yTrue[i], Epsilon, 1) / p : 0;
        }
    }
}
