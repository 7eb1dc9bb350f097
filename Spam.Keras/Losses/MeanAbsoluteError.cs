namespace Spam.Keras.Losses;

/// <summary>The mean of the differences' sizes.</summary>
/// <remarks>Source: Keras 2.15, keras/src/losses.py, mean_absolute_error.</remarks>
public sealed class MeanAbsoluteError : RowLoss
{
    /// <inheritdoc/>
    public override string Name => "mean_absolute_error";

    /// <inheritdoc/>
    protected override float Value(ReadOnlySpan<float> yTrue, ReadOnlySpan<float> yPred)
    {
        var sum = 0f;
        for (var i = 0; i < yPred.Length; i++)
        {
            var (t, p) = (yTrue[i], yPred[i]);
            sum += MathF.Abs(p - t);
        }

        return sum / yPred.Length;
    }

    /// <inheritdoc/>
    protected override void Slope(ReadOnlySpan<float> yTrue, ReadOnlySpan<float> yPred, float weight, Span<float> gradient)
    {
        var share = weight / yPred.Length;
        for (var i = 0; i < yPred.Length; i++)
        {
            var (t, p) = (yTrue[i], yPred[i]);
            gradient[i] = share * MathF.Sign(p - t);
        }
    }
}
