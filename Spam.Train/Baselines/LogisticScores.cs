namespace Spam.Train.Baselines;

/// <summary>The scores that logistic regression gives texts. Where a text may have several labels, each label is a question of its own.</summary>
static class LogisticScores
{
    /// <summary>Fits, and asks.</summary>
    /// <param name="learned">The texts to learn from.</param>
    /// <param name="truth">For each of them the places of its labels.</param>
    /// <param name="asked">The texts to score.</param>
    /// <param name="numLabels">How many labels there are.</param>
    /// <param name="isMultiLabel">Whether a text may have any number of labels; otherwise it has one.</param>
    /// <returns>For each text the score of each label.</returns>
    public static IReadOnlyList<double[]> Of(WordCounts learned, IReadOnlyList<IReadOnlyList<int>> truth, WordCounts asked, int numLabels, bool isMultiLabel)
    {
        var texts = Enumerable.Range(0, asked.NumTexts);
        if (!isMultiLabel)
        {
            var model = LogisticRegression.Fit(learned, [.. truth.Select(own => own[0])], numLabels);
            return [.. texts.Select(text => model.Probabilities(asked, text))];
        }

        var models = Enumerable.Range(0, numLabels)
            .Select(label => LogisticRegression.Fit(learned, [.. truth.Select(own => own.Contains(label) ? 1 : 0)], numLabels: 2))
            .ToArray();
        return [.. texts.Select(text => models.Select(model => model.Probabilities(asked, text)[1]).ToArray())];
    }
}
