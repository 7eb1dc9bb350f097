using Spam.Keras;
using Spam.Train.Baselines;
using Spam.Train.Networks;
using Spam.Train.Reports;

namespace Spam.Train.Training;

/// <summary>Compares answers for some rows of a corpus with their labels.</summary>
/// <param name="corpus">The corpus.</param>
/// <param name="rows">The rows.</param>
/// <param name="title">What the report is called.</param>
sealed class AnswerScoring(Corpus corpus, IReadOnlyList<int> rows, string title)
{
    /// <summary>How good the outputs of a network are: (rows, outputs).</summary>
    public IAnswerReport OfOutputs(Tensor outputs, Head head)
        => head.IsMultiLabel ? OfSets([.. Enumerable.Range(0, rows.Count).Select(row => LabelsAbove(outputs.Row(row)))])
            : OfLabels([.. Enumerable.Range(0, rows.Count).Select(row => head.IsPair ? outputs.Row(row)[0] > Head.Threshold ? 1 : 0 : Likeliest(outputs.Row(row)))]);

    /// <summary>How good logistic regression on the counts of the words is, fitted to the training rows; where texts have several labels, one for each label.</summary>
    public IAnswerReport OfLogisticRegression(int numWords)
    {
        var train = corpus.Rows.Train;
        var (learned, asked) = (WordCounts.Of(corpus.SequencesOf(train), numWords), WordCounts.Of(corpus.SequencesOf(rows), numWords));
        var numLabels = corpus.DataSet.Labels.Count;
        if (corpus.DataSet.LabelSets is null)
            return OfLabels(LogisticRegression.Fit(learned, corpus.LabelIdsOf(train), numLabels).Predict(asked));

        var truth = corpus.LabelSetsOf(train);
        var answers = rows.Select(_ => new List<int>()).ToArray();
        for (var label = 0; label < numLabels; label++)
        {
            var found = LogisticRegression.Fit(learned, [.. truth.Select(set => set.Contains(label) ? 1 : 0)], numLabels: 2).Predict(asked);
            for (var row = 0; row < found.Length; row++)
            {
                if (found[row] == 1)
                    answers[row].Add(label);
            }
        }

        return OfSets(answers);
    }

    ClassificationReport OfLabels(IReadOnlyList<int> answers)
        => ClassificationReport.Of(title, corpus.DataSet.Labels, corpus.LabelIdsOf(rows), answers, corpus.MajorityLabel);

    MultiLabelReport OfSets(IReadOnlyList<IReadOnlyList<int>> answers)
        => MultiLabelReport.Of(title, corpus.DataSet.Labels, corpus.LabelSetsOf(rows), answers, corpus.MajoritySet);

    static int Likeliest(ReadOnlySpan<float> scores)
    {
        var likeliest = 0;
        for (var label = 1; label < scores.Length; label++)
            likeliest = scores[label] > scores[likeliest] ? label : likeliest;
        return likeliest;
    }

    static List<int> LabelsAbove(ReadOnlySpan<float> scores)
    {
        var labels = new List<int>();
        for (var label = 0; label < scores.Length; label++)
        {
            if (scores[label] > Head.Threshold)
                labels.Add(label);
        }

        return labels;
    }
}
