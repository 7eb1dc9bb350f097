namespace Spam.Train.Reports.Statistics;

/// <summary>What a classifier said of some rows, beside what is true of them. Rows have one label each, or any number where it is multi-label.</summary>
sealed class ScoredRows
{
    /// <summary>A label is answered where its score is above this, where a row may have several.</summary>
    public const double MultiLabelThreshold = Networks.Head.Threshold;

    readonly IReadOnlyList<IReadOnlyList<double>> _scores;
    readonly bool[][] _truth;
    readonly int[] _answers;

    /// <summary>Puts scores beside the truth.</summary>
    /// <param name="labels">The labels in order.</param>
    /// <param name="isMultiLabel">Whether a row may have any number of labels; otherwise it has one.</param>
    /// <param name="truth">For each row the places of its labels.</param>
    /// <param name="scores">For each row the score of each label, from 0 to 1.</param>
    /// <exception cref="ArgumentException">The lists do not fit each other, or a score is no number from 0 to 1.</exception>
    public ScoredRows(IReadOnlyList<string> labels, bool isMultiLabel, IReadOnlyList<IReadOnlyList<int>> truth, IReadOnlyList<IReadOnlyList<double>> scores)
    {
        if (truth.Count != scores.Count)
            throw new ArgumentException($"There are scores of {scores.Count} rows and the truth of {truth.Count}; give both for each row.", nameof(scores));

        (Labels, IsMultiLabel, _scores) = (labels, isMultiLabel, scores);
        _truth = new bool[truth.Count][];
        _answers = new int[truth.Count];
        for (var row = 0; row < truth.Count; row++)
        {
            if (scores[row].Count != labels.Count)
                throw new ArgumentException($"Row {row} has {scores[row].Count} scores; {labels.Count} labels need one each.", nameof(scores));
            if (!isMultiLabel && truth[row].Count != 1)
                throw new ArgumentException($"Row {row} has {truth[row].Count} labels; where a row has one label, give one.", nameof(truth));

            _truth[row] = new bool[labels.Count];
            foreach (var label in truth[row])
                _truth[row][label] = true;
            for (var label = 0; label < labels.Count; label++)
            {
                if (!(scores[row][label] >= 0 && scores[row][label] <= 1.000001)) // a softmax in single precision may pass one by a hair
                    throw new ArgumentException($"Row {row} has the score {scores[row][label]} for label {label}; scores are numbers from 0 to 1.", nameof(scores));
                if (scores[row][label] > scores[row][_answers[row]])
                    _answers[row] = label;
            }
        }
    }

    /// <summary>The labels in order.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>Whether a row may have any number of labels.</summary>
    public bool IsMultiLabel { get; }

    /// <summary>How many rows there are.</summary>
    public int Count => _truth.Length;

    /// <summary>The score of a label in a row.</summary>
    public double Score(int row, int label) => _scores[row][label];

    /// <summary>Whether a row has a label.</summary>
    public bool Has(int row, int label) => _truth[row][label];

    /// <summary>Whether a label is answered for a row: it is the likeliest, or likely enough where several can be.</summary>
    public bool Answers(int row, int label) => IsMultiLabel ? _scores[row][label] > MultiLabelThreshold : _answers[row] == label;

    /// <summary>The likeliest label of a row. On a tie, the first in label order.</summary>
    public int Likeliest(int row) => _answers[row];

    /// <summary>The label of a row, the first where it has several, -1 where it has none.</summary>
    public int Truth(int row) => Array.IndexOf(_truth[row], true);

    /// <summary>Whether the labels that are answered are those that the row has, neither more nor fewer.</summary>
    public bool IsRight(int row)
    {
        for (var label = 0; label < Labels.Count; label++)
        {
            if (Answers(row, label) != Has(row, label))
                return false;
        }

        return true;
    }

    /// <summary>The scores of one label, row by row.</summary>
    public double[] ScoresOf(int label) => [.. _scores.Select(row => row[label])];

    /// <summary>Whether each row has one label, row by row.</summary>
    public bool[] TruthOf(int label) => [.. _truth.Select(row => row[label])];
}
