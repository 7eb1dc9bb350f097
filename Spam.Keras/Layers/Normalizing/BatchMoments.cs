using Spam.Keras.Kernels;

namespace Spam.Keras.Layers.Normalizing;

/// <summary>Mean and variance of each feature over rows.</summary>
sealed class BatchMoments
{
    const float MaskEpsilon = 1e-7f; // Keras 3 adds it to the number of real rows

    /// <summary>Of all rows, or of those where <paramref name="realRows"/> is 1.</summary>
    public BatchMoments(Tensor inputs, Tensor? realRows)
    {
        Count = realRows is null ? inputs.NumRows : MaskEpsilon + CountOf(realRows);
        (Mean, Variance) = (new float[inputs.Shape[^1]], new float[inputs.Shape[^1]]);
        for (var row = 0; row < inputs.NumRows; row++)
        {
            if (realRows?[row] != 0)
                VectorOps.Add(inputs.Row(row), Mean);
        }

        Divide(Mean);
        var difference = new float[Mean.Length];
        for (var row = 0; row < inputs.NumRows; row++)
        {
            if (realRows?[row] == 0)
                continue;

            inputs.Row(row).CopyTo(difference);
            VectorOps.AddScaled(-1, Mean, difference);
            VectorOps.AddProduct(difference, difference, Variance);
        }

        Divide(Variance);
    }

    /// <summary>How many rows there were.</summary>
    public float Count { get; }

    /// <summary>Each feature's mean.</summary>
    public float[] Mean { get; }

    /// <summary>Each feature's variance, divided by the number of rows.</summary>
    public float[] Variance { get; }

    static float CountOf(Tensor realRows)
    {
        var count = 0f;
        foreach (var real in realRows.Span)
            count += real;
        return count;
    }

    void Divide(Span<float> sums)
    {
        foreach (ref var sum in sums)
            sum /= Count;
    }
}
