namespace Spam.Train.Data.Preparation.Surveys;

/// <summary>Numbers the labels of rows, and counts each.</summary>
sealed class LabelTable(bool isMultiLabel)
{
    const int MostSets = 100_000;

    readonly Dictionary<string, int> _sets = new(StringComparer.Ordinal);
    readonly List<string> _setNames = [];
    readonly OrderedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>How many rows have each label, in order of first appearance.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <summary>How many rows have several labels, or a label with a semicolon in it.</summary>
    public long NumWithSemicolon { get; private set; }

    /// <summary>How many rows have no label.</summary>
    public long NumWithout { get; private set; }

    /// <summary>How many different labels, or sets of them, there are.</summary>
    public int NumSets => _setNames.Count;

    /// <summary>What a row's label stands for: several of them in the order of their names.</summary>
    public string NameOf(int set) => _setNames[set];

    /// <summary>The labels of a row.</summary>
    public string[] LabelsOf(string label)
        => !isMultiLabel ? [label]
            : string.IsNullOrWhiteSpace(label) ? []
            : [.. label.Split(Reading.DataRow.LabelSeparator, StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>What is wrong with a row's label, if anything is.</summary>
    public string? FaultOf(string label)
        => !isMultiLabel && label.Length == 0 ? "the label is empty. Give the row a label, or delete it; with --multi-label a row may have none."
            : LabelsOf(label).Any(one => one.Length == 0) ? "one of the labels with semicolons between them is empty. Write them as a;b."
            : null;

    /// <summary>Counts a row.</summary>
    /// <returns>The number of its label, or set of them.</returns>
    /// <exception cref="DataSetException">There are too many.</exception>
    public int Add(string label)
    {
        var labels = LabelsOf(label);
        foreach (var one in labels)
            _counts[one] = _counts.GetValueOrDefault(one) + 1;
        NumWithSemicolon += label.Contains(Reading.DataRow.LabelSeparator) ? 1 : 0;
        NumWithout += labels.Length == 0 ? 1 : 0;
        if (_counts.Count > CsvDataSet.MaxLabels)
            throw new DataSetException($"There are more than {CsvDataSet.MaxLabels} labels. Name the column that holds the labels with --label-column; several in a field are counted apart with --multi-label.");

        var name = labels.Length == 1 ? labels[0] : string.Join(Reading.DataRow.LabelSeparator, labels.Order(StringComparer.Ordinal));
        if (_sets.TryGetValue(name, out var set))
            return set;
        if (_sets.Count == MostSets)
            throw new DataSetException($"There are more than {MostSets} different sets of labels. Name the column that holds the labels with --label-column.");

        _sets.Add(name, set = _sets.Count);
        _setNames.Add(name);
        return set;
    }
}
