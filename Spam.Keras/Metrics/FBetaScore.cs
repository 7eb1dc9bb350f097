using Spam.Keras.Losses;

namespace Spam.Keras.Metrics;

/// <summary>The harmonic mean of precision and recall, where recall counts <c>beta</c> times as much: <c>(1 + b²) p r / (b² p + r)</c>.</summary>
/// <remarks>Source: Keras 2.15, keras/src/metrics/f_score_metrics.py, FBetaScore.</remarks>
public class FBetaScore : Metric
{
    readonly Average _average;
    readonly float _beta;
    readonly float? _threshold;
    Confusion[] _counts = [];

    /// <summary>With Keras's options.</summary>
    /// <param name="average">How the classes' scores become one figure.</param>
    /// <param name="beta">How much more recall counts; above zero.</param>
    /// <param name="threshold">What a yes is above; null makes each row's largest prediction its yes.</param>
    /// <param name="name">The name in logs.</param>
    /// <exception cref="KerasException"><paramref name="beta"/> or <paramref name="threshold"/> is not above zero.</exception>
    public FBetaScore(Average average = Average.None, float beta = 1, float? threshold = null, string name = "fbeta_score")
    {
        if (!(beta > 0))
            throw new KerasException($"{GetType().Name} got a beta of {beta}; expected one above zero.");
        if (threshold is not (null or (> 0 and <= 1)))
            throw new KerasException($"{GetType().Name} got a threshold of {threshold}; expected one above 0 and at most 1, or none.");

        (_average, _beta, _threshold, Name) = (average, beta, threshold, name);
    }

    /// <inheritdoc/>
    public override string Name { get; }

    internal Average Average => _average;

    internal float Beta => _beta;

    internal float? Threshold => _threshold;

    /// <inheritdoc/>
    public override float Result => Single(Results);

    /// <inheritdoc/>
    public override IReadOnlyList<float> Results => _average switch
    {
        Average.None => [.. _counts.Select(counts => (float)Score(counts.TruePositives, counts.FalsePositives, counts.FalseNegatives))],
        Average.Micro => [(float)Score(
            _counts.Sum(counts => counts.TruePositives), _counts.Sum(counts => counts.FalsePositives), _counts.Sum(counts => counts.FalseNegatives))],
        Average.Macro => [_counts.Length == 0 ? 0 : (float)_counts.Average(counts => Score(counts.TruePositives, counts.FalsePositives, counts.FalseNegatives))],
        _ => [(float)Share(
            _counts.Sum(counts => Score(counts.TruePositives, counts.FalsePositives, counts.FalseNegatives) * Labelled(counts)),
            _counts.Sum(counts => Labelled(counts)))],
    };

    /// <inheritdoc/>
    public override void Update(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null)
    {
        if (yPred.Rank != 2 || !yTrue.Shape.Equals(yPred.Shape))
            throw new KerasException($"The metric {Name} got labels {yTrue} for predictions {yPred}; expected (samples, classes) for both.");

        var weights = sampleWeight is null ? null : SampleWeights.Broadcast(sampleWeight, yPred.Shape);
        if (_counts.Length == 0)
            _counts = new Confusion[yPred.Shape[1]];
        if (_counts.Length != yPred.Shape[1])
            throw new KerasException($"The metric {Name} got predictions {yPred} after ones with {_counts.Length} classes; call Reset between data sets.");

        for (var row = 0; row < yPred.Shape[0]; row++)
        {
            var predictions = yPred.Row(row);
            var largest = predictions[Labels.Largest(predictions)];
            for (var c = 0; c < _counts.Length; c++)
            {
                var isYes = _threshold is { } threshold ? predictions[c] > threshold : predictions[c] >= largest && MathF.Abs(predictions[c]) > 1e-12f;
                _counts[c].Count(yTrue.Row(row)[c] != 0, isYes, weights is null ? 1 : weights.Row(row)[c]);
            }
        }
    }

    /// <inheritdoc/>
    public override void Reset() => _counts = [];

    static double Labelled(in Confusion counts) => counts.TruePositives + counts.FalseNegatives;

    double Score(double truePositives, double falsePositives, double falseNegatives)
    {
        var precision = Share(truePositives, truePositives + falsePositives);
        var recall = Share(truePositives, truePositives + falseNegatives);
        var square = (double)_beta * _beta;
        return Share((1 + square) * precision * recall, square * precision + recall);
    }
}
