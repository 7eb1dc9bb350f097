namespace Spam.Keras.Losses;

/// <summary><c>max(1 + the largest wrong prediction - the right one, 0)</c>.</summary>
/// <remarks>Source: Keras 2.15, keras/src/losses.py, categorical_hinge.</remarks>
public sealed class CategoricalHinge : RowLoss
{
    /// <inheritdoc/>
    public override string Name => "categorical_hinge";

    /// <inheritdoc/>
    protected override float Value(ReadOnlySpan<float> yTrue, ReadOnlySpan<float> yPred)
    {
        var (right, wrong) = Sides(yTrue, yPred);
        return MathF.Max(wrong - right + 1, 0);
    }

    /// <inheritdoc/>
    protected override void Slope(ReadOnlySpan<float> yTrue, ReadOnlySpan<float> yPred, float weight, Span<float> gradient)
    {
        var (right, wrong) = Sides(yTrue, yPred);
        if (wrong - right + 1 < 0)
            return;

        var numLargest = 0; // equal largest ones share the gradient
        for (var i = 0; i < yPred.Length; i++)
            numLargest += (1 - yTrue[i]) * yPred[i] == wrong ? 1 : 0;
        for (var i = 0; i < yPred.Length; i++)
        {
            var largest = (1 - yTrue[i]) * yPred[i] == wrong ? (1 - yTrue[i]) / numLargest : 0;
            gradient[i] = weight * (largest - yTrue[i]);
        }
    }

    static (float Right, float Wrong) Sides(ReadOnlySpan<float> yTrue, ReadOnlySpan<float> yPred)
    {
        var (right, wrong) = (0f, float.NegativeInfinity);
        for (var i = 0; i < yPred.Length; i++)
        {
            right += yTrue[i] * yPred[i];
            wrong = MathF.Max(wrong, (1 - yTrue[i]) * yPred[i]);
        }

        return (right, wrong);
    }
}
