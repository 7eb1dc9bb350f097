namespace Spam.Keras.Metrics;

/// <summary>A metric by its name, which the first batch makes what it means: <c>accuracy</c> depends on the shapes of labels and predictions.</summary>
sealed class NamedMetric : Metric
{
    Metric _metric;
    bool _isChosen;

    public NamedMetric(string name) => (Given, _metric) = (name, Get(name, new Shape(1, 2), new Shape(1, 2))); // an unknown name fails here and not in the first batch

    /// <summary>The name as it was given.</summary>
    public string Given { get; }

    /// <inheritdoc/>
    public override string Name => _metric.Name;

    /// <inheritdoc/>
    public override float Result => _metric.Result;

    /// <inheritdoc/>
    public override IReadOnlyList<float> Results => _metric.Results;

    /// <inheritdoc/>
    public override void Update(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null)
    {
        if (!_isChosen)
            (_metric, _isChosen) = (Get(Given, yTrue.Shape, yPred.Shape), true);
        _metric.Update(yTrue, yPred, sampleWeight);
    }

    /// <inheritdoc/>
    public override void Reset() => _metric.Reset();
}
