using Spam.Keras.Losses;
using Spam.Keras.Metrics;

namespace Spam.Keras.Models;

/// <summary>One output's loss and figures while a run goes on.</summary>
sealed class Goal
{
    readonly OutputGoal _goal;
    readonly string _prefix;
    IReadOnlyList<Metric>? _metrics; // made with the first batch: what accuracy means depends on the shapes of the labels too
    double _lossSum;
    long _numSamples;

    /// <param name="goal">What is made small and measured.</param>
    /// <param name="prefix">What stands before the names of its figures: nothing for the only output.</param>
    public Goal(OutputGoal goal, string prefix) => (_goal, _prefix) = (goal, prefix);

    public Loss Loss => _goal.Loss;

    public float LossWeight => _goal.LossWeight;

    public string LossName => _prefix + "loss";

    public float MeanLoss => (float)(_lossSum / Math.Max(1, _numSamples));

    public IEnumerable<KeyValuePair<string, float>> Figures => AllMetrics.Select(metric => KeyValuePair.Create(_prefix + metric.Name, metric.Result));

    IEnumerable<Metric> AllMetrics => (_metrics ?? []).Concat(_goal.WeightedMetrics);

    public void Reset()
    {
        (_lossSum, _numSamples) = (0, 0);
        foreach (var metric in AllMetrics)
            metric.Reset();
    }

    /// <summary>Takes a batch into the figures.</summary>
    public void Update(double loss, Tensor yTrue, Tensor yPred, Tensor? sampleWeight)
    {
        _lossSum += loss * yPred.Shape[0];
        _numSamples += yPred.Shape[0];
        _metrics ??= [.. _goal.Metrics, .. _goal.MetricNames.Select(name => Metric.Get(name, yTrue.Shape, yPred.Shape))];
        foreach (var metric in _metrics)
            metric.Update(yTrue, yPred);
        foreach (var metric in _goal.WeightedMetrics)
            metric.Update(yTrue, yPred, sampleWeight);
    }
}
