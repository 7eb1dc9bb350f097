namespace Spam.Keras.Losses;

/// <summary>The categorical cross-entropy, with answers that are already good counting less: times <c>alpha (1 - p)^gamma</c>.</summary>
/// <param name="alpha">What every answer counts.</param>
/// <param name="gamma">How much less a good answer counts.</param>
/// <param name="fromLogits">Whether predictions are what comes into a softmax, not what comes out.</param>
/// <param name="labelSmoothing">How far labels are moved toward evenness; 0 to 1.</param>
/// <remarks>Source: Keras 2.15, keras/src/losses.py, categorical_focal_crossentropy.</remarks>
public sealed class CategoricalFocalCrossentropy(float alpha = .25f, float gamma = 2, bool fromLogits = false, float labelSmoothing = 0) : RowLoss
{
    /// <inheritdoc/>
    public override string Name => "categorical_focal_crossentropy";

    /// <summary>What every answer counts.</summary>
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
        var p = yPred.Length <= 256 ? stackalloc float[yPred.Length] : new float[yPred.Length];
        Probabilities(yPred, p);
        var total = Total(p);
        var sum = 0f;
        for (var i = 0; i < p.Length; i++)
        {
            var clipped = Math.Clamp(p[i] / total, Epsilon, 1 - Epsilon);
            sum -= alpha * MathF.Pow(1 - clipped, gamma) * Smooth(yTrue[i], p.Length) * MathF.Log(clipped);
        }

        return sum;
    }

    /// <inheritdoc/>
    protected override void Slope(ReadOnlySpan<float> yTrue, ReadOnlySpan<float> yPred, float weight, Span<float> gradient)
    {
        var p = yPred.Length <= 256 ? stackalloc float[yPred.Length] : new float[yPred.Length];
        Probabilities(yPred, p);
        var total = Total(p);
        var along = 0f;
        for (var i = 0; i < p.Length; i++)
        {
            var q = p[i] / total;
            gradient[i] = q is >= Epsilon and <= 1 - Epsilon
                ? -weight * alpha * Smooth(yTrue[i], p.Length)
                    * (MathF.Pow(1 - q, gamma) / q - gamma * MathF.Pow(1 - q, gamma - 1) * MathF.Log(q))
                : 0;
            along += gradient[i] * q;
        }

        for (var i = 0; i < p.Length; i++)
            gradient[i] = (gradient[i] - along) / total;

        if (!fromLogits)
            return;

        along = 0; // and back through the softmax
        for (var i = 0; i < p.Length; i++)
            along += gradient[i] * p[i];
        for (var i = 0; i < p.Length; i++)
            gradient[i] = (gradient[i] - along) * p[i];
    }

    void Probabilities(ReadOnlySpan<float> yPred, Span<float> p)
    {
        yPred.CopyTo(p);
        if (!fromLogits)
            return;

        var total = Logarithm.OfSumOfExponentials(yPred);
        for (var i = 0; i < p.Length; i++)
            p[i] = MathF.Exp(yPred[i] - total);
    }

    float Smooth(float label, int numClasses) => label * (1 - labelSmoothing) + labelSmoothing / numClasses;
}
