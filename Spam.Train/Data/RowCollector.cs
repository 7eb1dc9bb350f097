namespace Spam.Train.Data;

/// <summary>Gathers rows and numbers their labels: by first appearance, or in a given order.</summary>
sealed class RowCollector
{
    readonly string _file;
    readonly bool _labelsAreGiven, _isMultiLabel;
    readonly List<string> _texts = [], _labels = [];
    readonly List<int[]> _labelSets = [];
    readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);

    /// <summary>No rows yet.</summary>
    /// <param name="file">What messages call the file.</param>
    /// <param name="labels">The labels in order, and no others; null for those that come.</param>
    /// <param name="isMultiLabel">Whether a row has several labels, with semicolons between, or none.</param>
    public RowCollector(string file, IReadOnlyList<string>? labels, bool isMultiLabel = false)
    {
        _file = file;
        _isMultiLabel = isMultiLabel;
        _labelsAreGiven = labels is not null;
        foreach (var label in labels ?? [])
        {
            if (!_ids.TryAdd(label, _labels.Count))
                throw new DataSetException($"The label '{label}' is given twice. Give each label once: --labels ham,spam.");
            _labels.Add(label);
        }
    }

    /// <summary>Takes in a row.</summary>
    public void Add(string text, string label, long line)
    {
        int[] ids = _isMultiLabel
            ? string.IsNullOrWhiteSpace(label) ? [] : [.. label.Split(';', StringSplitOptions.TrimEntries).Select(part => IdOf(part, line)).Distinct()]
            : [IdOf(label, line)];
        _texts.Add(text);
        _labelSets.Add(ids);
    }

    /// <summary>What was gathered.</summary>
    /// <exception cref="DataSetException">Nothing was.</exception>
    public DataSet ToDataSet() => _texts.Count > 0
        ? new(Path.GetFileName(_file), _texts, [.. _labelSets.Select(set => set.FirstOrDefault())], _labels) { LabelSets = _isMultiLabel ? _labelSets : null }
        : throw new DataSetException($"{_file} has a header and no rows. Add a row for each text.");

    int IdOf(string label, long line)
    {
        if (label.Length == 0)
        {
            throw new DataSetException(_isMultiLabel
                ? $"{_file} line {line}: one of the labels between semicolons is empty. Write the labels as a;b, or leave the whole field empty for none."
                : $"{_file} line {line}: the label is empty. Give the row a label, or delete it.");
        }

        if (!_ids.TryGetValue(label, out var id))
        {
            if (_labelsAreGiven)
            {
                throw new DataSetException(
                    $"{_file} line {line}: the label '{Shortened(label)}' is none of {string.Join(", ", _labels)}. Correct the row; to train on it, add the label to --labels.");
            }

            if (_labels.Count == CsvDataSet.MaxLabels)
            {
                throw new DataSetException(
                    $"{_file} line {line}: more than {CsvDataSet.MaxLabels} labels. Name the column that holds the labels with --label-column.");
            }

            id = _labels.Count;
            _ids.Add(label, id);
            _labels.Add(label);
        }

        return id;
    }

    // A label that is none may be a text from another column.
    static string Shortened(string label) => label.Length <= 40 ? label : $"{label[..20]}... ({label.Length} characters)";
}
