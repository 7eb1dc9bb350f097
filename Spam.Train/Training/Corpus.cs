using System.Security.Cryptography;
using Spam.Keras;
using Spam.Keras.Preprocessing;
using Spam.Train.Data;
using Spam.Train.LongWork;
using Spam.Train.Networks;
using Spam.Train.Reports;

namespace Spam.Train.Training;

/// <summary>A data set made ready: its rows are parted, its words numbered, its texts are of one length.</summary>
sealed class Corpus
{
    const double ShareOfReading = 0.4, ShareOfWords = 0.7; // of the work of loading, about

    readonly TrainOptions _options;
    readonly int[][] _sequences;

    Corpus(TrainOptions options, DataSet dataSet, string sha256, int numRemoved, TrainTestRows rows, Work? work = null)
    {
        _options = options;
        (DataSet, DataSha256, NumRemoved, Rows) = (dataSet, sha256, numRemoved, rows);
        Tokenizer = new(options.NumWords);
        var learned = options.Honest ? Rows.Train.Select(row => dataSet.Texts[row]) : dataSet.Texts;
        Tokenizer.FitOnTexts(work?.Over(learned, options.Honest ? Rows.Train.Length : dataSet.Count, from: ShareOfReading, to: ShareOfWords) ?? learned);
        _sequences = Tokenizer.TextsToSequences(work?.Over(dataSet.Texts, dataSet.Count, from: ShareOfWords) ?? dataSet.Texts);
    }

    Corpus(Corpus whole, TrainTestRows rows)
    {
        (_options, _sequences) = (whole._options, whole._sequences);
        (DataSet, DataSha256, NumRemoved, Tokenizer, Rows) = (whole.DataSet, whole.DataSha256, whole.NumRemoved, whole.Tokenizer, rows);
    }

    /// <summary>All rows.</summary>
    public DataSet DataSet { get; }

    /// <summary>The SHA-256 of the file.</summary>
    public string DataSha256 { get; }

    /// <summary>How many duplicates went.</summary>
    public int NumRemoved { get; }

    /// <summary>Which rows train and which test.</summary>
    public TrainTestRows Rows { get; }

    /// <summary>The words and their numbers.</summary>
    public Tokenizer Tokenizer { get; }

    /// <summary>The label with the most training rows.</summary>
    public int MajorityLabel => Rows.Train.CountBy(row => DataSet.LabelIds[row]).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).First().Key;

    /// <summary>The labels that most training rows have together.</summary>
    public IReadOnlyList<int> MajoritySet => Rows.Train
        .GroupBy(row => string.Join(' ', DataSet.LabelsOf(row).Order()), StringComparer.Ordinal)
        .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => DataSet.LabelsOf(group.First())).First();

    /// <summary>Reads and prepares the data that the options name.</summary>
    /// <param name="options">What is read, and how.</param>
    /// <param name="work">Is told how far it is.</param>
    /// <exception cref="DataSetException">The file cannot be used.</exception>
    /// <exception cref="TrainingException">There is nothing to tell apart.</exception>
    public static Corpus Load(TrainOptions options, Work? work = null)
    {
        var bytes = CsvDataSet.ReadBytes(options.Data);
        var dataSet = CsvDataSet.Read(bytes, options.Data, options.Columns, options.Labels, work, ShareOfReading);
        if (dataSet.Labels.Count < 2)
        {
            var came = dataSet.Labels.Count == 0 ? "no label" : $"only the label '{dataSet.Labels[0]}'";
            throw new TrainingException(
                $"{options.Data} has {came}; a classifier needs 2 or more to tell apart. Add rows of another label, " +
                "or name the column that holds the labels with --label-column.");
        }

        var (kept, numRemoved) = options.Honest ? dataSet.WithoutDuplicates() : (dataSet, 0);
        var rows = ModelSelection.TrainTestSplit(kept.Count, options.TestSize, seed: options.SplitSeed);
        return new(options, kept, Convert.ToHexStringLower(SHA256.HashData(bytes)), numRemoved, rows, work);
    }

    /// <summary>A data set at hand whose rows are parted; words are learned from the rows that train.</summary>
    public static Corpus Of(TrainOptions options, DataSet dataSet, TrainTestRows rows) => new(options with { Honest = true }, dataSet, "", 0, rows);

    /// <summary>The same with a part of the training rows in the place of the test rows, which nothing is then known of.</summary>
    /// <param name="part">How large the part is.</param>
    public Corpus HoldBack(double part)
    {
        var split = ModelSelection.TrainTestSplit(Rows.Train.Length, part, seed: _options.SplitSeed);
        return new(this, new([.. split.Train.Select(row => Rows.Train[row])], [.. split.Test.Select(row => Rows.Train[row])]));
    }

    /// <summary>What is worth knowing before training.</summary>
    public DatasetReport Report() => DatasetReport.Of(DataSet, Rows.Train, Rows.Test, _sequences);

    /// <summary>The word ids of some rows, not padded.</summary>
    public IReadOnlyList<IReadOnlyList<int>> SequencesOf(IReadOnlyList<int> rows) => [.. rows.Select(row => _sequences[row])];

    /// <summary>What the network reads of some rows: (rows, maxLength).</summary>
    public Tensor InputsOf(IReadOnlyList<int> rows) => Sequences.PadSequences([.. rows.Select(row => _sequences[row])], _options.MaxLength);

    /// <summary>What the network should say of some rows: (rows, outputs).</summary>
    public Tensor TargetsOf(IReadOnlyList<int> rows, Head head)
    {
        if (!head.IsPair && !head.IsMultiLabel)
            return NumericUtils.ToCategorical([.. LabelIdsOf(rows)], DataSet.Labels.Count);

        var targets = new Tensor(rows.Count, head.Width);
        for (var i = 0; i < rows.Count; i++)
        {
            foreach (var label in LabelsOf(rows[i]))
                targets.Row(i)[head.IsPair ? 0 : label] = head.IsPair ? label : 1;
        }

        return targets;
    }

    /// <summary>The labels of some rows, one each.</summary>
    public IReadOnlyList<int> LabelIdsOf(IReadOnlyList<int> rows) => [.. rows.Select(row => DataSet.LabelIds[row])];

    /// <summary>The labels of some rows, where each may have several.</summary>
    public IReadOnlyList<IReadOnlyList<int>> LabelSetsOf(IReadOnlyList<int> rows) => [.. rows.Select(LabelsOf)];

    IReadOnlyList<int> LabelsOf(int row) => DataSet.LabelsOf(row);
}
