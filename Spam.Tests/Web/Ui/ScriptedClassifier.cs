using Spam.Model;
using Spam.Web.Classification;

namespace Spam.Tests.Web.Ui;

/// <summary>Answers with any number of labels, in a way that texts alone decide.</summary>
/// <param name="labels">The labels.</param>
/// <param name="isMultiLabel">Whether scores stand each for itself, or sum to one.</param>
sealed class ScriptedClassifier(IReadOnlyList<string> labels, bool isMultiLabel = false) : ITextClassifier
{
    public string Name => "scripted";

    public string Version => "v7";

    public string Folder => "artifacts/scripted/v7";

    public string ContentHash => new('c', 64);

    public IReadOnlyList<string> Labels => labels;

    public bool IsMultiLabel => isMultiLabel;

    public IReadOnlyDictionary<string, double> TrainingScores { get; } = new OrderedDictionary<string, double>
    {
        ["accuracy"] = 0.875,
        ["majority_baseline"] = 0.25,
        ["top_3"] = 0.96875,
        [$"recall {labels[0]}"] = 0.5,
        [$"f1 {labels[^1]}"] = 0.75,
    };

    /// <summary>So many labels: label 1, label 2 and so on.</summary>
    public static ScriptedClassifier WithLabels(int count, bool isMultiLabel = false) => new([.. Enumerable.Range(1, count).Select(i => $"label {i}")], isMultiLabel);

    public IReadOnlyList<Prediction> Predict(IReadOnlyList<string> texts) => [.. texts.Select(Predict)];

    Prediction Predict(string text)
    {
        var favourite = text.Sum(sign => sign) % labels.Count;
        var weights = labels.Select((_, i) => i == favourite ? 0.9f : 0.8f / (1 + Math.Abs(i - favourite))).ToList();
        var sum = isMultiLabel ? 1 : weights.Sum();
        var scores = new OrderedDictionary<string, float>();
        for (var i = 0; i < labels.Count; i++)
            scores[labels[i]] = weights[i] / sum;
        return new(scores, new(labels[favourite], scores[labels[favourite]]));
    }
}
