namespace Spam.Keras.Losses;

/// <summary>The mean of the squared differences of <c>ln(1 + y)</c>.</summary>
/// <remarks>Source: Keras 2.15, keras/src/losses.py, mean_squared_logarithmic_error.</remarks>
public sealed class MeanSquaredLogarithmicError : RowLoss
{
    /// <inheritdoc/>
    public override string Name => "mean_squared_logarithmic_error";

    /// <inheritdoc/>
    protected override float Value(ReadOnlySpan<float> yTrue, ReadOnlySpan<float> yPred)
    {
        var sum = 0f;
        for (var i = 0; i < yPred.Length; i++)
        {
            var (t, p) = (yTrue[i], yPred[i]);
            sum += Square(Log(p) - Log(t));
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
            gradient[i] = share * (p < Epsilon ? 0 : 2 * (Log(p) - Log(t)) / (p + 1));
        }
    }

    static float Log(float y) => MathF.Log(MathF.Max(y, Epsilon) + 1);

    static float Square(float x) => x * x;
}
