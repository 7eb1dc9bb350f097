using Spam.Keras.Preprocessing;
using Spam.Train.Baselines;
using Spam.Train.Reports.Statistics;

namespace Spam.Train.Evaluations;

/// <summary>What a model has to beat to be worth its cost: logistic regression on the same words and rows, and one answer for all.</summary>
static class Baseline
{
    /// <summary>The scores of logistic regression on the words that the model knows. Where a row may have several labels, each is a question of its own.</summary>
    /// <param name="tokenizer">Numbers the words.</param>
    /// <param name="training">The rows that the model was trained on.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="isMultiLabel">Whether a row may have several labels.</param>
    /// <param name="texts">The texts to score.</param>
    /// <param name="truth">Their labels.</param>
    public static ScoredRows Logistic(
        Tokenizer tokenizer, TrainingRows training, IReadOnlyList<string> labels, bool isMultiLabel, IReadOnlyList<string> texts, IReadOnlyList<IReadOnlyList<int>> truth)
    {
        var numWords = tokenizer.NumWords is > 0 and var limit ? limit : tokenizer.WordIndex.Count + 1;
        var words = WordCounts.Of(tokenizer.TextsToSequences(training.Texts), numWords);
        var asked = WordCounts.Of(tokenizer.TextsToSequences(texts), numWords);
        return new(labels, isMultiLabel, truth, LogisticScores.Of(words, training.Truth, asked, labels.Count, isMultiLabel));
    }

    /// <summary>The scores of one answer for all rows: for each label its share in them. No answer that is the same for all can be better.</summary>
    public static ScoredRows Constant(ScoredRows rows)
    {
        var shares = new double[rows.Labels.Count];
        for (var row = 0; row < rows.Count; row++)
        {
            for (var label = 0; label < shares.Length; label++)
                shares[label] += rows.Has(row, label) ? 1.0 / rows.Count : 0;
        }

        for (var label = 0; label < shares.Length; label++)
            shares[label] = Math.Min(1, shares[label]); // a sum of parts may pass one by a hair
        var truth = Enumerable.Range(0, rows.Count).Select(row => (int[])[.. Enumerable.Range(0, shares.Length).Where(label => rows.Has(row, label))]);
        return new(rows.Labels, rows.IsMultiLabel, [.. truth], [.. Enumerable.Repeat(shares, rows.Count)]);
    }
}
