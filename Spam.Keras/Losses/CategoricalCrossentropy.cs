namespace Spam.Keras.Losses;

/// <summary><c>-Σ t ln p</c> over the last axis, for one-hot or soft labels.</summary>
/// <param name="fromLogits">Whether predictions are what comes into a softmax, not what comes out.</param>
/// <param name="labelSmoothing">How far labels are moved toward evenness; 0 to 1.</param>
/// <remarks>Source: Keras 2.15, keras/src/losses.py, categorical_crossentropy.</remarks>
public sealed class CategoricalCrossentropy(bool fromLogits = false, float labelSmoothing = 0) : RowLoss
{
    /// <inheritdoc/>
    public override string Name => "categorical_crossentropy";

    /// <summary>Whether predictions are logits.</summary>
    public bool FromLogits => fromLogits;

    /// <summary>How far labels are moved toward evenness.</summary>
    public float LabelSmoothing => labelSmoothing;

    /// <inheritdoc/>
    public override Loss? OnLogitsOf(string activation)
        => !fromLogits && activation is "softmax" or "sigmoid" ? new CategoricalCrossentropy(true, labelSmoothing) : null;

    /// <inheritdoc/>
    protected override float Value(ReadOnlySpan<float> yTrue, ReadOnlySpan<float> yPred)
    {
        var sum = 0f;
        var total = fromLogits ? Logarithm.OfSumOfExponentials(yPred) : Total(yPred);
        for (var i = 0; i < yPred.Length; i++)
        {
            var logarithm = fromLogits ? yPred[i] - total : MathF.Log(Math.Clamp(yPred[i] / total, Epsilon, 1 - Epsilon));
            sum -= Smooth(yTrue[i], yPred.Length) * logarithm;
        }

        return sum;
    }

    /// <inheritdoc/>
    protected override void Slope(ReadOnlySpan<float> yTrue, ReadOnlySpan<float> yPred, float weight, Span<float> gradient)
    {
        if (fromLogits)
        {
            Logarithm.Softmax(yPred, gradient);
            for (var i = 0; i < yPred.Length; i++)
                gradient[i] = weight * (gradient[i] - Smooth(yTrue[i], yPred.Length));
            return;
        }

        var total = Total(yPred);

        // Through the logarithm and the clip (flat outside it), then through the division by the row's sum.
        var along = 0f;
        for (var i = 0; i < yPred.Length; i++)
        {
            var p = yPred[i] / total;
            gradient[i] = p is >= Epsilon and <= 1 - Epsilon ? -weight * Smooth(yTrue[i], yPred.Length) / p : 0;
            along += gradient[i] * p;
        }

        for (var i = 0; i < yPred.Length; i++)
            gradient[i] = (gradient[i] - along) / total;
    }

    float Smooth(float label, int numClasses) => label * (1 - labelSmoothing) + labelSmoothing / numClasses;
}
