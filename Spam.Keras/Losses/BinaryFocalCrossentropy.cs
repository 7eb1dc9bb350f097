namespace Spam.Keras.Losses;

/// <summary>The binary cross-entropy, with answers that are already good counting less: times <c>(1 - p of the right answer)^gamma</c>.</summary>
/// <param name="applyClassBalancing">Whether ones count <paramref name="alpha"/> and zeros the rest to 1.</param>
/// <param name="alpha">What ones count.</param>
/// <param name="gamma">How much less a good answer counts.</param>
/// <param name="fromLogits">Whether predictions are what comes into a sigmoid, not what comes out.</param>
/// <param name="labelSmoothing">How far labels are moved toward 0.5; 0 to 1.</param>
/// <remarks>Source: Keras 2.15, keras/src/losses.py, binary_focal_crossentropy.</remarks>
public sealed class BinaryFocalCrossentropy(
    bool applyClassBalancing = false, float alpha = .25f, float gamma = 2, bool fromLogits = false, float labelSmoothing = 0) : RowLoss
{
    /// <inheritdoc/>
    public override string Name => "binary_focal_crossentropy";

    /// <summary>Whether ones count <see cref="Alpha"/> and zeros the rest to 1.</summary>
    public bool ApplyClassBalancing => applyClassBalancing;

    /// <summary>What ones count.</summary>
    public float Alpha => alpha;

    /// <summary>How much less a good answer counts.</summary>
    public float Gamma => gamma;

    /// <summary>Whether predictions are logits.</summary>
    public bool FromLogits => fromLogits;

    /// <summary>How far labels are moved toward evenness.</summary>
    public float LabelSmoothing => labelSmoothing;

    /// <inheritdoc/>
    protected override float Value(ReadOnlySpan<float> yTrue, ReadOnlySpan<float> yPred)
    {
        var sum = 0f;
        for (var i = 0; i < yPred.Length; i++)
        {
            var t = Smooth(yTrue[i]);
            sum += Balance(t) * MathF.Pow(1 - Right(t, Probability(yPred[i])), gamma) * Binary.Value(t, yPred[i], fromLogits, Dialect.Keras2);
        }

        return sum / yPred.Length;
    }

    /// <inheritdoc/>
    protected override void Slope(ReadOnlySpan<float> yTrue, ReadOnlySpan<float> yPred, float weight, Span<float> gradient)
    {
        var share = weight / yPred.Length;
        for (var i = 0; i < yPred.Length; i++)
        {
            var t = Smooth(yTrue[i]);
            var p = Probability(yPred[i]);
            var wrong = 1 - Right(t, p);
            var probabilitySlope = fromLogits ? p * (1 - p) : 1;
            var factorSlope = -gamma * MathF.Pow(wrong, gamma - 1) * (2 * t - 1) * probabilitySlope;
            gradient[i] = share * Balance(t) * (factorSlope * Binary.Value(t, yPred[i], fromLogits, Dialect.Keras2)
                + MathF.Pow(wrong, gamma) * Binary.Slope(t, yPred[i], fromLogits, Dialect.Keras2));
        }
    }

    float Smooth(float label) => label * (1 - labelSmoothing) + 0.5f * labelSmoothing;

    float Balance(float t) => applyClassBalancing ? t * alpha + (1 - t) * (1 - alpha) : 1;

    float Probability(float prediction) => fromLogits ? 1 / (1 + MathF.Exp(-prediction)) : prediction;

    static float Right(float t, float p) => t * p + (1 - t) * (1 - p);
}
