namespace Spam.Keras.Losses;

/// <summary>The mean of the differences' sizes as percentages of the truth.</summary>
/// <remarks>Source: Keras 2.15, keras/src/losses.py, mean_absolute_percentage_error.</remarks>
public sealed class MeanAbsolutePercentageError : RowLoss
{
    /// <inheritdoc/>
    public override string Name => "mean_absolute_percentage_error";

    /// <inheritdoc/>
    protected override float Value(ReadOnlySpan<float> yTrue, ReadOnlySpan<float> yPred)
    {
        var sum = 0f;
        for (var i = 0; i < yPred.Length; i++)
        {
            var (t, p) = (yTrue[i], yPred[i]);
            sum += 100 * MathF.Abs(t - p) / MathF.Max(MathF.Abs(t), Epsilon);
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
            gradient[i] = share * (100 * MathF.Sign(p - t) / MathF.Max(MathF.Abs(t), Epsilon));
        }
    }
}
