using Spam.Train.Data;

namespace Spam.Train.Reports;

/// <summary>What is worth knowing of a data set before training on it.</summary>
/// <param name="Name">The data set's name.</param>
/// <param name="NumRows">All rows.</param>
/// <param name="Labels">The labels in order.</param>
/// <param name="TrainRows">For each label, the rows that are trained on.</param>
/// <param name="TestRows">For each label, the rows that are tested on.</param>
/// <param name="NumDuplicates">Rows whose exact text stands in an earlier row.</param>
/// <param name="NumTestRowsInTrain">Test rows whose exact text is trained on: they tell memory, not skill.</param>
/// <param name="NumWithoutKnownWord">Texts of which the model sees nothing.</param>
/// <param name="LongestText">The most words that one text has for the model.</param>
/// <param name="MajorityLabel">The label with the most training rows.</param>
/// <param name="MajorityBaseline">The share of test rows that are right when every answer is that label.</param>
sealed record DatasetReport(
    string Name, int NumRows, IReadOnlyList<string> Labels, IReadOnlyList<int> TrainRows, IReadOnlyList<int> TestRows, int NumDuplicates, int NumTestRowsInTrain,
    int NumWithoutKnownWord, int LongestText, string MajorityLabel, double MajorityBaseline)
{
    /// <summary>Counts.</summary>
    /// <param name="dataSet">All rows.</param>
    /// <param name="train">The rows that are trained on.</param>
    /// <param name="test">The rows that are tested on.</param>
    /// <param name="sequences">For each row the word ids that the model would see, not padded.</param>
    public static DatasetReport Of(DataSet dataSet, IReadOnlyList<int> train, IReadOnlyList<int> test, IReadOnlyList<IReadOnlyList<int>> sequences)
    {
        var trainRows = CountLabels(dataSet, train);
        var testRows = CountLabels(dataSet, test);
        var majority = Array.IndexOf(trainRows, trainRows.Max());
        var trained = train.Select(row => dataSet.Texts[row]).ToHashSet(StringComparer.Ordinal);
        return new(
            dataSet.Name, train.Count + test.Count, dataSet.Labels, trainRows, testRows,
            NumDuplicates: dataSet.Count - dataSet.Texts.Distinct(StringComparer.Ordinal).Count(),
            NumTestRowsInTrain: test.Count(row => trained.Contains(dataSet.Texts[row])),
            NumWithoutKnownWord: sequences.Count(sequence => sequence.Count == 0),
            LongestText: sequences.Max(sequence => sequence.Count),
            MajorityLabel: dataSet.Labels[majority],
            MajorityBaseline: test.Count == 0 ? 0 : (double)testRows[majority] / test.Count);
    }

    /// <summary>As tables and facts.</summary>
    public Report ToReport()
    {
        var rows = Labels.Select((label, i) => (string[])[label, $"{TrainRows[i] + TestRows[i]}", $"{TrainRows[i]}", $"{TestRows[i]}"]);
        return new(
            $"Data set {Name}: {NumRows} rows",
            [new(["label", "rows", "train", "test"], [.. rows])],
            [
                new("exact duplicates", $"{NumDuplicates}"),
                new("test rows also in train", $"{NumTestRowsInTrain}"),
                new("texts without a known word", $"{NumWithoutKnownWord}"),
                new("longest text", $"{LongestText} known words"),
                new("majority baseline", $"{Figures.Share(MajorityBaseline)} (always '{MajorityLabel}')"),
            ]);
    }

    static int[] CountLabels(DataSet dataSet, IReadOnlyList<int> rows)
    {
        var counts = new int[dataSet.Labels.Count];
        foreach (var label in rows.SelectMany(dataSet.LabelsOf))
            counts[label]++;
        return counts;
    }
}
