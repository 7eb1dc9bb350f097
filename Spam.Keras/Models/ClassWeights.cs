namespace Spam.Keras.Models;

/// <summary>Turns a factor for each class into a factor for each sample.</summary>
static class ClassWeights
{
    /// <summary>The factor of each sample's class, times the sample's own where there is one.</summary>
    /// <param name="y">The truth: one-hot rows, or labels.</param>
    /// <param name="classWeight">The factor of each class.</param>
    /// <param name="sampleWeight">The samples' own factors.</param>
    /// <exception cref="KerasException">A sample's class has no factor.</exception>
    public static Tensor ToSampleWeights(Tensor y, IReadOnlyDictionary<int, float> classWeight, Tensor? sampleWeight)
    {
        var weights = new Tensor(y.Shape[0]);
        var isOneHot = y.Rank == 2 && y.Shape[1] > 1;
        for (var i = 0; i < weights.Length; i++)
        {
            var label = isOneHot ? IndexOfLargest(y.Row(i)) : (int)y[i];
            if (!classWeight.TryGetValue(label, out var weight))
                throw new KerasException($"Sample {i} is of class {label}, for which classWeight has no factor; it has those of {string.Join(", ", classWeight.Keys)}.");
            weights[i] = weight * (sampleWeight?[i] ?? 1);
        }

        return weights;
    }

    static int IndexOfLargest(ReadOnlySpan<float> values)
    {
        var largest = 0;
        for (var i = 1; i < values.Length; i++)
            largest = values[i] > values[largest] ? i : largest;
        return largest;
    }
}
