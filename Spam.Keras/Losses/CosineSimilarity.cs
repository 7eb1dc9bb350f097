namespace Spam.Keras.Losses;

/// <summary>Minus the cosine of the angle between truth and prediction: -1 where they point the same way.</summary>
/// <remarks>Source: Keras 2.15, keras/src/losses.py, cosine_similarity.</remarks>
public sealed class CosineSimilarity : RowLoss
{
    /// <inheritdoc/>
    public override string Name => "cosine_similarity";

    /// <inheritdoc/>
    protected override float Value(ReadOnlySpan<float> yTrue, ReadOnlySpan<float> yPred)
    {
        var (dot, trueLength, predLength) = Products(yTrue, yPred);
        return -dot / (trueLength * predLength);
    }

    /// <inheritdoc/>
    protected override void Slope(ReadOnlySpan<float> yTrue, ReadOnlySpan<float> yPred, float weight, Span<float> gradient)
    {
        // With u = p / |p|: d(-t·u) = -(t - u (t·u)) / |p|, for t of length one.
        var (dot, trueLength, predLength) = Products(yTrue, yPred);
        var cosine = dot / (trueLength * predLength);
        for (var i = 0; i < yPred.Length; i++)
            gradient[i] = -weight * (yTrue[i] / trueLength - yPred[i] / predLength * cosine) / predLength;
    }

    static (float Dot, float TrueLength, float PredLength) Products(ReadOnlySpan<float> yTrue, ReadOnlySpan<float> yPred)
    {
        const float SmallestSquare = 1e-12f;
        var (dot, trueSquare, predSquare) = (0f, 0f, 0f);
        for (var i = 0; i < yPred.Length; i++)
        {
            dot += yTrue[i] * yPred[i];
            trueSquare += yTrue[i] * yTrue[i];
            predSquare += yPred[i] * yPred[i];
        }

        return (dot, MathF.Sqrt(MathF.Max(trueSquare, SmallestSquare)), MathF.Sqrt(MathF.Max(predSquare, SmallestSquare)));
    }
}
