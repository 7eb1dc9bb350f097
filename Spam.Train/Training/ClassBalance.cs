using Spam.Train.Reports;

namespace Spam.Train.Training;

/// <summary>How much a row weighs so that each label weighs the same: <c>n / (k * n_c)</c> for n rows of k labels, n_c of them of the row's label.</summary>
/// <remarks>Source: scikit-learn, class_weight="balanced"; what Keras's <c>class_weight</c> is commonly given.</remarks>
/// <param name="labels">The names of the labels.</param>
/// <param name="labelIds">The label of each training row.</param>
sealed class ClassBalance(IReadOnlyList<string> labels, IReadOnlyList<int> labelIds)
{
    readonly SortedDictionary<int, int> _numRows = new(labelIds.CountBy(label => label).ToDictionary());

    /// <summary>The weight of each label that occurs.</summary>
    public IReadOnlyDictionary<int, float> Weights => _numRows.ToDictionary(pair => pair.Key, pair => (float)(labelIds.Count / ((double)_numRows.Count * pair.Value)));

    /// <summary>As a table.</summary>
    public Report ToReport() => new(
        "Weights of the labels",
        [new(["label", "training rows", "weight"], [.. Weights.Select(pair => (string[])[labels[pair.Key], $"{_numRows[pair.Key]}", Figures.Share(pair.Value)])])],
        []);
}
