using Spam.Keras.Losses;

namespace Spam.Keras.Metrics;

/// <summary>The weighted sum of numbers, handed in as predictions.</summary>
/// <param name="name">The name in logs.</param>
public sealed class Sum(string name = "sum") : Metric
{
    double _total;

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override float Result => (float)_total;

    /// <summary>Takes in numbers.</summary>
    public void Add(Tensor values, Tensor? sampleWeight = null) => Update(values, values, sampleWeight);

    /// <inheritdoc/>
    public override void Update(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null)
    {
        var weights = sampleWeight is null ? null : SampleWeights.Broadcast(sampleWeight, yPred.Shape);
        for (var i = 0; i < yPred.Length; i++)
            _total += yPred[i] * (double)(weights is null ? 1 : weights[i]);
    }

    /// <inheritdoc/>
    public override void Reset() => _total = 0;
}
