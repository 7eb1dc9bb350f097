using Spam.Keras.Losses;
using Spam.Keras.Metrics;

namespace Spam.Keras.Models;

/// <summary>One output's loss and figures while a run goes on.</summary>
sealed class Goal
{
    readonly OutputGoal _goal;
    readonly string _prefix;
    readonly List<Metric> _metrics;
    double _lossSum;
    long _numSamples;

    /// <param name="goal">What is made small and measured.</param>
    /// <param name="outputShape">The output's shape.</param>
    /// <param name="prefix">What stands before the names of its figures: nothing for the only output.</param>
    public Goal(OutputGoal goal, Shape outputShape, string prefix)
    {
        (_goal, _prefix) = (goal, prefix);
        _metrics = [.. goal.Metrics, .. goal.MetricNames.Select(name => Metric.Get(name, goal.Loss, outputShape))];
    }

    public Loss Loss => _goal.Loss;

    public float LossWeight => _goal.LossWeight;

    public string LossName => _prefix + "loss";

    public float MeanLoss => (float)(_lossSum / Math.Max(1, _numSamples));

    public IEnumerable<KeyValuePair<string, float>> Figures
        => _metrics.Concat(_goal.WeightedMetrics).Select(metric => KeyValuePair.Create(_prefix + metric.Name, metric.Result));

    public void Reset()
    {
        (_lossSum, _numSamples) = (0, 0);
        foreach (var metric in _metrics.Concat(_goal.WeightedMetrics))
            metric.Reset();
    }

    /// <summary>Takes a batch into the figures.</summary>
    public void Update(double loss, Tensor yTrue, Tensor yPred, Tensor? sampleWeight)
    {
        _lossSum += loss * yPred.Shape[0];
        _numSamples += yPred.Shape[0];
        foreach (var metric in _metrics)
            metric.Update(yTrue, yPred);
        foreach (var metric in _goal.WeightedMetrics)
            metric.Update(yTrue, yPred, sampleWeight);
    }
}
