namespace Spam.Keras.Losses;

/// <summary>The mean of <c>ln cosh</c> of the differences: half the square where small, the size where large.</summary>
/// <remarks>Source: Keras 2.15, keras/src/losses.py, log_cosh.</remarks>
public sealed class LogCosh : RowLoss
{
    /// <inheritdoc/>
    public override string Name => "log_cosh";

    /// <inheritdoc/>
    protected override float Value(ReadOnlySpan<float> yTrue, ReadOnlySpan<float> yPred)
    {
        var sum = 0f;
        for (var i = 0; i < yPred.Length; i++)
        {
            var (t, p) = (yTrue[i], yPred[i]);
            sum += LogOfCosh(p - t);
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
            gradient[i] = share * MathF.Tanh(p - t);
        }
    }

    // ln cosh x = |x| + ln(1 + e^(-2|x|)) - ln 2, which overflows nowhere.
    static float LogOfCosh(float x) => MathF.Abs(x) + Logarithm.OfOnePlus(MathF.Exp(-2 * MathF.Abs(x))) - 0.69314718f;
}
