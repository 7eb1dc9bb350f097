namespace Spam.Keras.Losses;

/// <summary>The mean of <c>max(1 - t p, 0)²</c>, for labels of -1 and 1; labels of 0 and 1 are taken as those.</summary>
/// <remarks>Source: Keras 2.15, keras/src/losses.py, squared_hinge.</remarks>
public sealed class SquaredHinge : RowLoss
{
    /// <inheritdoc/>
    public override string Name => "squared_hinge";

    /// <inheritdoc/>
    protected override Tensor Prepare(Tensor yTrue) => SignedLabels.Of(yTrue);

    /// <inheritdoc/>
    protected override float Value(ReadOnlySpan<float> yTrue, ReadOnlySpan<float> yPred)
    {
        var sum = 0f;
        for (var i = 0; i < yPred.Length; i++)
        {
            var (t, p) = (yTrue[i], yPred[i]);
            sum += MathF.Max(1 - t * p, 0) * MathF.Max(1 - t * p, 0);
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
            gradient[i] = share * (-2 * t * MathF.Max(1 - t * p, 0));
        }
    }
}
