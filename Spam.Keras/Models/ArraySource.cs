namespace Spam.Keras.Models;

/// <summary>Batches of samples that are in memory.</summary>
sealed class ArraySource : BatchSource
{
    readonly Batch _samples;
    readonly int _batchSize;
    readonly bool _shuffle;

    public ArraySource(Batch samples, int batchSize, bool shuffle)
    {
        if (batchSize <= 0)
            throw new KerasException($"batchSize is {batchSize}; it is the number of samples at once, 1 or more.");

        (_samples, _batchSize, _shuffle) = (Check(samples), batchSize, shuffle);
    }

    public override int NumBatches => (_samples.Count + _batchSize - 1) / _batchSize;

    public override IEnumerable<Batch> Read(Random random)
    {
        var rows = new int[_samples.Count];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = i;
        if (_shuffle)
            random.Shuffle(rows);

        for (var start = 0; start < rows.Length; start += _batchSize)
        {
            var (from, count) = (start, Math.Min(_batchSize, rows.Length - start));
            yield return Map(_samples, tensor => tensor.Samples(rows.AsSpan(from, count)));
        }
    }

    /// <summary>The first samples to learn from, the last ones to validate with.</summary>
    public static (Batch Training, Batch Validation) Split(Batch samples, float validationSplit)
    {
        if (validationSplit is not (> 0 and < 1))
            throw new KerasException($"validationSplit is {validationSplit}; it is the part of the samples that is kept for validation, between 0 and 1.");

        var all = Check(samples).Count;
        var count = (int)Math.Floor(all * (1 - (double)validationSplit));
        return count > 0 && count < all
            ? (Map(samples, tensor => tensor.Samples(0, count)), Map(samples, tensor => tensor.Samples(count, all - count)))
            : throw new KerasException($"validationSplit {validationSplit} of {all} samples leaves one side empty. Give more samples or another part.");
    }

    static Batch Map(Batch samples, Func<Tensor, Tensor> map)
        => new([.. samples.X.Select(map)], [.. samples.Y.Select(map)], [.. samples.SampleWeights.Select(weight => weight is null ? null : map(weight))]);

    static Batch Check(Batch samples)
    {
        foreach (var tensor in samples.X.Concat(samples.Y).Concat(samples.SampleWeights.OfType<Tensor>()))
        {
            if (tensor.Rank == 0 || tensor.Shape[0] != samples.Count)
                throw new KerasException($"The inputs have {samples.Count} samples, but a tensor of shape {tensor.Shape} came with them; x, y and sampleWeight are to have one row a sample.");
        }

        return samples.Count > 0 ? samples : throw new KerasException("There are no samples: x has no rows.");
    }
}
