namespace Spam.Keras.Losses;

/// <summary>The mean of <c>-t ln p - (1 - t) ln(1 - p)</c> over the last axis, each a question of its own.</summary>
/// <param name="fromLogits">Whether predictions are what comes into a sigmoid, not what comes out.</param>
/// <param name="labelSmoothing">How far labels are moved toward 0.5; 0 to 1.</param>
/// <param name="dialect">Whose way with probabilities of 0 and 1 it has: Keras 2 adds 1e-7 inside the logarithms.</param>
/// <remarks>Source: Keras 2.15, keras/src/losses.py, binary_crossentropy.</remarks>
public sealed class BinaryCrossentropy(bool fromLogits = false, float labelSmoothing = 0, Dialect dialect = Dialect.Keras2) : RowLoss
{
    /// <inheritdoc/>
    public override string Name => "binary_crossentropy";

    /// <summary>Whether predictions are logits.</summary>
    public bool FromLogits => fromLogits;

    /// <summary>How far labels are moved toward evenness.</summary>
    public float LabelSmoothing => labelSmoothing;

    /// <inheritdoc/>
    public override Loss? OnLogitsOf(string activation)
        => !fromLogits && activation is "softmax" or "sigmoid" ? new BinaryCrossentropy(true, labelSmoothing, dialect) : null;

    /// <inheritdoc/>
    protected override float Value(ReadOnlySpan<float> yTrue, ReadOnlySpan<float> yPred)
    {
        var sum = 0f;
        for (var i = 0; i < yPred.Length; i++)
            sum += Binary.Value(Smooth(yTrue[i]), yPred[i], fromLogits, dialect);
        return sum / yPred.Length;
    }

    /// <inheritdoc/>
    protected override void Slope(ReadOnlySpan<float> yTrue, ReadOnlySpan<float> yPred, float weight, Span<float> gradient)
    {
        var share = weight / yPred.Length;
        for (var i = 0; i < yPred.Length; i++)
            gradient[i] = share * Binary.Slope(Smooth(yTrue[i]), yPred[i], fromLogits, dialect);
    }

    float Smooth(float label) => label * (1 - labelSmoothing) + 0.5f * labelSmoothing;
}
