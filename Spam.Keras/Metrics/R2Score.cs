using Spam.Keras.Losses;

namespace Spam.Keras.Metrics;

/// <summary>How much of the labels' variance the predictions explain: 1 is all, 0 what the mean would; the mean over columns.</summary>
/// <param name="name">The name in logs.</param>
/// <remarks>Source: Keras 2.15, keras/src/metrics/regression_metrics.py, R2Score, uniform_average.</remarks>
public sealed class R2Score(string name = "r2_score") : Metric
{
    double[] _sums = [], _squares = [], _residuals = [], _weights = [];

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override float Result => _sums.Length == 0 ? 0 : (float)Enumerable.Range(0, _sums.Length).Average(column =>
    {
        var total = _squares[column] - _sums[column] * Share(_sums[column], _weights[column]);
        return total == 0 ? 0 : 1 - _residuals[column] / total;
    });

    /// <inheritdoc/>
    public override void Update(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null)
    {
        yTrue = Labels.Same(this, yTrue, yPred);
        var width = yPred.Shape[^1];
        if (_sums.Length == 0)
            (_sums, _squares, _residuals, _weights) = (new double[width], new double[width], new double[width], new double[width]);
        if (_sums.Length != width)
            throw new KerasException($"The metric {Name} got predictions {yPred} after ones with {_sums.Length} columns; call Reset between data sets.");

        var weights = sampleWeight is null ? null : SampleWeights.Broadcast(sampleWeight, yPred.Shape);
        for (var i = 0; i < yPred.Length; i++)
        {
            var (t, weight, difference) = ((double)yTrue[i], weights is null ? 1 : weights[i], (double)yTrue[i] - yPred[i]);
            _sums[i % width] += t * weight;
            _squares[i % width] += t * t * weight;
            _residuals[i % width] += difference * difference * weight;
            _weights[i % width] += weight;
        }
    }

    /// <inheritdoc/>
    public override void Reset() => (_sums, _squares, _residuals, _weights) = ([], [], [], []);
}
