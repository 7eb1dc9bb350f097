namespace Spam.Keras.Models;

/// <summary>Samples to learn from, with what each counts.</summary>
sealed class TrainingData
{
    readonly Tensor _x, _y;
    readonly Tensor? _weights; // class and sample weights multiplied

    public TrainingData(Tensor x, Tensor y, Tensor? sampleWeight, IReadOnlyDictionary<int, float>? classWeight)
    {
        if (x.Rank == 0 || y.Rank == 0 || x.Shape[0] != y.Shape[0])
            throw new KerasException($"x has shape {x.Shape} and y {y.Shape}; both are to have one row a sample.");
        if (sampleWeight is not null && sampleWeight.Shape[0] != x.Shape[0])
            throw new KerasException($"sampleWeight has shape {sampleWeight.Shape}; it is to have one factor for each of the {x.Shape[0]} samples.");

        (_x, _y) = (x, y);
        _weights = classWeight is null ? sampleWeight : Multiply(ClassWeights(y, classWeight), sampleWeight);
    }

    public int Count => _x.Shape[0];

    public Tensor X => _x;

    /// <summary>The samples at these places.</summary>
    public ValidationData Batch(ReadOnlySpan<int> rows) => new(_x.Samples(rows), _y.Samples(rows), _weights?.Samples(rows));

    /// <summary>All samples.</summary>
    public ValidationData Whole() => new(_x, _y, _weights);

    /// <summary>The first samples to learn from, the last ones to validate with; these keep their sample weights.</summary>
    public (TrainingData Training, ValidationData Validation) Split(float validationSplit)
    {
        if (validationSplit is not (> 0 and < 1))
            throw new KerasException($"validationSplit is {validationSplit}; it is the part of the samples that is kept for validation, between 0 and 1.");

        var count = (int)Math.Floor(Count * (1 - (double)validationSplit));
        if (count == 0 || count == Count)
            throw new KerasException($"validationSplit {validationSplit} of {Count} samples leaves one side empty. Give more samples or another part.");

        return (
            new(_x.Samples(0, count), _y.Samples(0, count), _weights?.Samples(0, count), null),
            new(_x.Samples(count, Count - count), _y.Samples(count, Count - count), _weights?.Samples(count, Count - count)));
    }

    static Tensor ClassWeights(Tensor y, IReadOnlyDictionary<int, float> classWeight)
    {
        var weights = new Tensor(y.Shape[0]);
        var isOneHot = y.Rank == 2 && y.Shape[1] > 1;
        for (var i = 0; i < weights.Length; i++)
        {
            var label = isOneHot ? IndexOfLargest(y.Row(i)) : (int)y[i];
            weights[i] = classWeight.TryGetValue(label, out var weight)
                ? weight
                : throw new KerasException($"Sample {i} is of class {label}, for which classWeight has no factor; it has those of {string.Join(", ", classWeight.Keys)}.");
        }

        return weights;
    }

    static Tensor Multiply(Tensor weights, Tensor? factors)
    {
        for (var i = 0; factors is not null && i < weights.Length; i++)
            weights[i] *= factors[i];
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
