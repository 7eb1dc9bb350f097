namespace Spam.Keras.Metrics;

/// <summary>What metrics read from labels and predictions.</summary>
static class Labels
{
    /// <summary>The place of the largest number; the first of equal ones.</summary>
    internal static int Largest(ReadOnlySpan<float> row)
    {
        var largest = 0;
        for (var i = 1; i < row.Length; i++)
            largest = row[i] > row[largest] ? i : largest;
        return largest;
    }

    /// <summary>Whether a class is among the <paramref name="k"/> largest; equal ones all are.</summary>
    internal static bool IsInTop(ReadOnlySpan<float> row, int label, int k)
    {
        if ((uint)label >= (uint)row.Length || !float.IsFinite(row[label]))
            return false;

        var numLarger = 0;
        foreach (var value in row)
            numLarger += value > row[label] ? 1 : 0;
        return numLarger < k;
    }

    /// <summary>The labels, checked to have one number for each prediction.</summary>
    internal static Tensor Same(Metric metric, Tensor yTrue, Tensor yPred)
    {
        var isColumn = yPred.Rank > 0 && yPred.Shape[^1] == 1 && yTrue.Shape.Equals(yPred.Shape[..^1]);
        return yTrue.Shape.Equals(yPred.Shape) || isColumn
            ? yTrue
            : throw new KerasException($"The metric {metric.Name} got labels {yTrue} for predictions {yPred}; expected labels of the predictions' shape.");
    }

    /// <summary>The labels, checked to have one class number for each row of predictions.</summary>
    internal static Tensor Sparse(Metric metric, Tensor yTrue, Tensor yPred)
    {
        var rows = yPred.Shape[..^1];
        return yTrue.Shape.Equals(rows) || yTrue.Shape.Equals(rows.Append(1))
            ? yTrue
            : throw new KerasException($"The metric {metric.Name} got labels {yTrue} for predictions {yPred}; expected class numbers of shape {rows}.");
    }
}
