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
        => Of([.. Enumerable.Range(0, rows.Count).Select(row => ScoresOf(outputs.Row(row), head))], head.IsMultiLabel);

    /// <summary>How good logistic regression on the counts of the words is, fitted to the training rows; where texts have several labels, one for each label.</summary>
    public IAnswerReport OfLogisticRegression(int numWords)
    {
        var train = corpus.Rows.Train;
        var (learned, asked) = (WordCounts.Of(corpus.SequencesOf(train), numWords), WordCounts.Of(corpus.SequencesOf(rows), numWords));
        var isMultiLabel = corpus.DataSet.LabelSets is not null;
        return Of(LogisticScores.Of(learned, corpus.LabelSetsOf(train), asked, corpus.DataSet.Labels.Count, isMultiLabel), isMultiLabel);
    }

    IAnswerReport Of(IReadOnlyList<double[]> scores, bool isMultiLabel)
        => isMultiLabel
            ? MultiLabelReport.Of(title, corpus.DataSet.Labels, corpus.LabelSetsOf(rows), [.. scores.Select(LabelsAbove)], corpus.MajoritySet)
            : ClassificationReport.Of(title, corpus.DataSet.Labels, corpus.LabelIdsOf(rows), [.. scores.Select(Likeliest)], corpus.MajorityLabel);

    // Not checked to be numbers: a network that learned none is scored, as one whose answers are wrong.
    static double[] ScoresOf(ReadOnlySpan<float> outputs, Head head)
    {
        if (head.IsPair)
            return [1 - (double)outputs[0], outputs[0]];

        var scores = new double[outputs.Length];
        for (var label = 0; label < scores.Length; label++)
            scores[label] = outputs[label];
        return scores;
    }

    static int Likeliest(double[] scores)
    {
        var likeliest = 0;
        for (var label = 1; label < scores.Length; label++)
            likeliest = scores[label] > scores[likeliest] ? label : likeliest;
        return likeliest;
    }

    static List<int> LabelsAbove(double[] scores)
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
