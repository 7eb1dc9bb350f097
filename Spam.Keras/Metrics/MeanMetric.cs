using Spam.Keras.Losses;

namespace Spam.Keras.Metrics;

/// <summary>A metric that is the weighted mean of a value for each sample.</summary>
public abstract class MeanMetric : Metric
{
    double _total, _count;

    /// <inheritdoc/>
    public override float Result => (float)Share(_total, _count);

    /// <inheritdoc/>
    public override void Update(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null)
    {
        var values = Values(yTrue, yPred);
        var weights = sampleWeight is null ? null : SampleWeights.Broadcast(sampleWeight, values.Shape);
        for (var i = 0; i < values.Length; i++)
        {
            var weight = weights is null ? 1 : weights[i];
            _total += values[i] * (double)weight;
            _count += weight;
        }
    }

    /// <inheritdoc/>
    public override void Reset() => (_total, _count) = (0, 0);

    /// <summary>The value of each sample.</summary>
    protected abstract Tensor Values(Tensor yTrue, Tensor yPred);
}
