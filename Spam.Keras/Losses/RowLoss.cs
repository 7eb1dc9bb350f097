namespace Spam.Keras.Losses;

/// <summary>A loss that is computed row by row, a row being the last axis.</summary>
public abstract class RowLoss : Loss
{
    /// <summary>What Keras keeps probabilities away from 0 and 1 by.</summary>
    protected const float Epsilon = 1e-7f;

    /// <summary>Whether the truth has one label for each row instead of a row of its own.</summary>
    protected virtual bool IsSparse => false;

    /// <inheritdoc/>
    public override Tensor PerSample(Tensor yTrue, Tensor yPred)
    {
        yTrue = Prepare(yTrue);
        var width = TrueWidth(yTrue, yPred);
        var losses = new Tensor(yPred.Shape[..^1]);
        for (var row = 0; row < losses.Length; row++)
            losses[row] = Value(yTrue.Span.Slice(row * width, width), yPred.Row(row));
        return losses;
    }

    /// <inheritdoc/>
    public override Tensor Gradient(Tensor yTrue, Tensor yPred, Tensor weights)
    {
        yTrue = Prepare(yTrue);
        var width = TrueWidth(yTrue, yPred);
        if (weights.Length != yPred.NumRows)
            throw new KerasException($"{Name} got weights {weights} for predictions {yPred}; expected one weight for each of the {yPred.NumRows} rows.");

        var gradient = new Tensor(yPred.Shape);
        for (var row = 0; row < weights.Length; row++)
            Slope(yTrue.Span.Slice(row * width, width), yPred.Row(row), weights[row], gradient.Row(row));
        return gradient;
    }

    /// <summary>The loss of one row.</summary>
    protected abstract float Value(ReadOnlySpan<float> yTrue, ReadOnlySpan<float> yPred);

    /// <summary>Writes <paramref name="weight"/> times the slope of a row's loss into <paramref name="gradient"/>, which holds zeros.</summary>
    protected abstract void Slope(ReadOnlySpan<float> yTrue, ReadOnlySpan<float> yPred, float weight, Span<float> gradient);

    /// <summary>The truth as the loss reads it.</summary>
    protected virtual Tensor Prepare(Tensor yTrue) => yTrue;

    /// <summary>The sum of a row.</summary>
    protected static float Total(ReadOnlySpan<float> row)
    {
        var total = 0f;
        foreach (var value in row)
            total += value;
        return total;
    }

    int TrueWidth(Tensor yTrue, Tensor yPred)
    {
        if (yPred.Rank == 0)
            throw new KerasException($"{Name} got predictions {yPred}; expected an axis of samples at least.");

        var (sparse, column) = (yPred.Shape[..^1], yPred.Shape.With(^1, 1));
        if (IsSparse)
        {
            return yTrue.Shape.Equals(sparse) || yTrue.Shape.Equals(column)
                ? 1
                : throw new KerasException(
                    $"{Name} got labels {yTrue} for predictions {yPred}; expected class numbers of shape {sparse} or {column}. " +
                    "For one-hot labels use categorical_crossentropy.");
        }

        if (yTrue.Shape.Equals(yPred.Shape) || (yPred.Shape[^1] == 1 && yTrue.Shape.Equals(sparse)))
            return yPred.Shape[^1];

        throw new KerasException(
            $"{Name} got labels {yTrue} for predictions {yPred}; expected labels of the predictions' shape. " +
            (yTrue.Shape.Equals(sparse) || yTrue.Shape.Equals(column)
                ? "For class numbers use sparse_categorical_crossentropy, or make the labels one-hot."
                : "Give the model's last layer as many units as the labels have columns."));
    }
}
