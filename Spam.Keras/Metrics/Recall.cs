namespace Spam.Keras.Metrics;

/// <summary>The share of yes predictions among the yes labels.</summary>
/// <param name="topK">Where given, the predictions that are yes are each row's largest so many (and above the threshold, if there is one).</param>
/// <param name="classId">Where given, the only column that is looked at.</param>
/// <param name="name">The name in logs.</param>
/// <param name="thresholds">What a yes is above; 0.5 where none are given. Several give a figure each.</param>
public sealed class Recall(int? topK = null, int? classId = null, string name = "recall", params IReadOnlyList<float> thresholds)
    : ConfusionMetric(thresholds, topK, classId)
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    protected override double Figure(in Confusion counts) => Share(counts.TruePositives, counts.TruePositives + counts.FalseNegatives);
}
