using Spam.Keras.Losses;

namespace Spam.Keras.Metrics;

/// <summary>The area under a curve that a threshold draws as it goes from 0 to 1.</summary>
/// <remarks>Source: Keras 2.15, keras/src/metrics/confusion_metrics.py, AUC; for precision over recall Davis and Goadrich, 2006.</remarks>
public sealed class AUC : Metric
{
    const float Epsilon = 1e-7f;

    readonly float[] _thresholds;
    readonly Curve _curve;
    readonly SummationMethod _summationMethod;
    readonly bool _multiLabel, _fromLogits;
    Confusion[][] _counts = []; // by label, then by threshold

    /// <summary>With Keras's options.</summary>
    /// <param name="numThresholds">How many thresholds are spread evenly over 0 to 1, with both ends.</param>
    /// <param name="curve">Which curve.</param>
    /// <param name="summationMethod">How it is filled between two thresholds.</param>
    /// <param name="thresholds">The thresholds between 0 and 1, instead of evenly spread ones.</param>
    /// <param name="multiLabel">Whether each column has a curve of its own; the figure is the mean of their areas.</param>
    /// <param name="fromLogits">Whether predictions are what comes into a sigmoid.</param>
    /// <param name="name">The name in logs.</param>
    /// <exception cref="KerasException">There are fewer than two thresholds, or one is outside 0 to 1.</exception>
    public AUC(
        int numThresholds = 200, Curve curve = Curve.ROC, SummationMethod summationMethod = SummationMethod.Interpolation,
        IReadOnlyList<float>? thresholds = null, bool multiLabel = false, bool fromLogits = false, string name = "auc")
    {
        if (thresholds is null && numThresholds < 2)
            throw new KerasException($"AUC got {numThresholds} thresholds; it needs 2 or more.");
        if (thresholds?.Any(threshold => threshold is not (>= 0 and <= 1)) == true)
            throw new KerasException($"AUC got the thresholds {string.Join(", ", thresholds)}; thresholds are from 0 to 1.");

        var between = thresholds?.Order() ?? Enumerable.Range(1, numThresholds - 2).Select(i => (float)(i / (numThresholds - 1.0)));
        _thresholds = [-Epsilon, .. between, 1 + Epsilon];
        (_curve, _summationMethod, _multiLabel, _fromLogits, Name) = (curve, summationMethod, multiLabel, fromLogits, name);
    }

    /// <inheritdoc/>
    public override string Name { get; }

    internal Curve Curve => _curve;

    internal SummationMethod SummationMethod => _summationMethod;

    internal ReadOnlySpan<float> ThresholdsBetween => _thresholds.AsSpan(1, _thresholds.Length - 2);

    internal bool MultiLabel => _multiLabel;

    internal bool FromLogits => _fromLogits;

    /// <inheritdoc/>
    public override float Result => _counts.Length == 0 ? 0 : (float)_counts.Average(Area);

    /// <inheritdoc/>
    public override void Update(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null)
    {
        yTrue = Labels.Same(this, yTrue, yPred);
        var weights = sampleWeight is null ? null : SampleWeights.Broadcast(sampleWeight, yPred.Shape);
        var numLabels = _multiLabel ? yPred.Shape[^1] : 1;
        if (_counts.Length == 0)
            _counts = [.. Enumerable.Range(0, numLabels).Select(_ => new Confusion[_thresholds.Length])];
        if (_counts.Length != numLabels)
            throw new KerasException($"The metric {Name} got predictions {yPred} after ones with {_counts.Length} labels; call Reset between data sets.");

        for (var i = 0; i < yPred.Length; i++)
        {
            var prediction = _fromLogits ? 1 / (1 + MathF.Exp(-yPred[i])) : yPred[i];
            if (prediction is not (>= 0 and <= 1))
                throw new KerasException($"The metric {Name} got the prediction {prediction}; expected probabilities from 0 to 1. For logits use fromLogits: true.");

            var counts = _counts[i % numLabels];
            for (var t = 0; t < counts.Length; t++)
                counts[t].Count(yTrue[i] != 0, prediction > _thresholds[t], weights is null ? 1 : weights[i]);
        }
    }

    /// <inheritdoc/>
    public override void Reset() => _counts = [];

    double Area(Confusion[] counts)
    {
        var area = 0.0;
        for (var t = 0; t < counts.Length - 1; t++)
        {
            area += _curve == Curve.PR && _summationMethod == SummationMethod.Interpolation
                ? PrecisionRecallPart(counts[t], counts[t + 1])
                : (Across(counts[t]) - Across(counts[t + 1])) * Height(Up(counts[t]), Up(counts[t + 1]));
        }

        return area;
    }

    double Height(double left, double right) => _summationMethod switch
    {
        SummationMethod.Minoring => Math.Min(left, right),
        SummationMethod.Majoring => Math.Max(left, right),
        _ => (left + right) / 2,
    };

    double Across(in Confusion counts) => _curve == Curve.PR
        ? Share(counts.TruePositives, counts.TruePositives + counts.FalseNegatives)
        : Share(counts.FalsePositives, counts.FalsePositives + counts.TrueNegatives);

    double Up(in Confusion counts) => _curve == Curve.PR
        ? Share(counts.TruePositives, counts.TruePositives + counts.FalsePositives)
        : Share(counts.TruePositives, counts.TruePositives + counts.FalseNegatives);

    // Between two thresholds true positives grow along a line of all positives, so that precision follows a + b / x: its integral has a logarithm.
    static double PrecisionRecallPart(in Confusion low, in Confusion high)
    {
        var (lowPositives, highPositives) = (low.TruePositives + low.FalsePositives, high.TruePositives + high.FalsePositives);
        var trueGrowth = low.TruePositives - high.TruePositives;
        var slope = Share(trueGrowth, Math.Max(lowPositives - highPositives, 0));
        var intercept = high.TruePositives - slope * highPositives;
        var ratio = lowPositives > 0 && highPositives > 0 ? lowPositives / highPositives : 1;
        return Share(slope * (trueGrowth + intercept * Math.Log(ratio)), Math.Max(high.TruePositives + high.FalseNegatives, 0));
    }
}
