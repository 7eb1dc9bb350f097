namespace Spam.Keras.Losses;

/// <summary>Half the square of a small difference; beyond <c>delta</c> it grows along a line.</summary>
/// <param name="delta">Where the line starts.</param>
/// <remarks>Source: Keras 2.15, keras/src/losses.py, huber.</remarks>
public sealed class Huber(float delta = 1) : RowLoss
{
    /// <inheritdoc/>
    public override string Name => "huber";

    /// <summary>Where the line starts.</summary>
    public float Delta => delta;

    /// <inheritdoc/>
    protected override float Value(ReadOnlySpan<float> yTrue, ReadOnlySpan<float> yPred)
    {
        var sum = 0f;
        for (var i = 0; i < yPred.Length; i++)
        {
            var (t, p) = (yTrue[i], yPred[i]);
            sum += Part(p - t);
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
            gradient[i] = share * Math.Clamp(p - t, -delta, delta);
        }
    }

    float Part(float difference)
    {
        var size = MathF.Abs(difference);
        return size <= delta ? 0.5f * size * size : delta * size - 0.5f * delta * delta;
    }
}
