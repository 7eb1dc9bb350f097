using Spam.Keras.Losses;

namespace Spam.Keras.Metrics;

/// <summary>A metric of how many yes and no predictions meet yes and no labels, at one threshold or several.</summary>
public abstract class ConfusionMetric : Metric
{
    readonly Confusion[] _counts;
    readonly int? _topK, _classId;

    /// <summary>With Keras's options.</summary>
    /// <exception cref="KerasException">A threshold is outside 0 to 1.</exception>
    protected ConfusionMetric(IReadOnlyList<float> thresholds, int? topK = null, int? classId = null)
    {
        foreach (var threshold in thresholds)
        {
            if (threshold is not (>= 0 and <= 1))
                throw new KerasException($"{GetType().Name} got a threshold of {threshold}; thresholds are from 0 to 1.");
        }

        // With topK alone every one of the largest is a yes, however small.
        Thresholds = thresholds.Count > 0 ? thresholds : [topK is null ? .5f : float.NegativeInfinity];
        _counts = new Confusion[Thresholds.Count];
        (_topK, _classId) = (topK, classId);
    }

    /// <summary>What a yes is above.</summary>
    public IReadOnlyList<float> Thresholds { get; }

    internal int? TopK => _topK;

    internal int? ClassId => _classId;

    /// <inheritdoc/>
    public override float Result => Single(Results);

    /// <inheritdoc/>
    public override IReadOnlyList<float> Results => [.. _counts.Select(counts => (float)Figure(counts))];

    /// <inheritdoc/>
    public override void Update(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null)
    {
        yTrue = Labels.Same(this, yTrue, yPred);
        var weights = sampleWeight is null ? null : SampleWeights.Broadcast(sampleWeight, yPred.Shape);
        var width = yPred.Rank == 0 ? 1 : yPred.Shape[^1];
        if (_classId is { } wanted && (uint)wanted >= (uint)width)
            throw new KerasException($"The metric {Name} looks at class {wanted}, but the predictions {yPred} have {width}, 0 to {width - 1}.");

        for (var i = 0; i < yPred.Length; i++)
        {
            if (_classId is { } classId && i % width != classId)
                continue;

            var isEligible = _topK is not { } k || IsAmongFirst(yPred.Row(i / width), i % width, k);
            for (var t = 0; t < _counts.Length; t++)
                _counts[t].Count(yTrue[i] != 0, isEligible && yPred[i] > Thresholds[t], weights is null ? 1 : weights[i]);
        }
    }

    /// <inheritdoc/>
    public override void Reset() => Array.Clear(_counts);

    /// <summary>The figure of one threshold's counts.</summary>
    protected abstract double Figure(in Confusion counts);

    // Exactly k are: of equal ones the first.
    static bool IsAmongFirst(ReadOnlySpan<float> row, int place, int k)
    {
        var numBefore = 0;
        for (var i = 0; i < row.Length; i++)
            numBefore += row[i] > row[place] || (row[i] == row[place] && i < place) ? 1 : 0;
        return numBefore < k;
    }
}
