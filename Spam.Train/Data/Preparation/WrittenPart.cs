namespace Spam.Train.Data.Preparation;

/// <summary>A file that is written.</summary>
sealed class WrittenPart(string name, string path)
{
    readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>The part's name.</summary>
    public string Name => name;

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>How many rows it has.</summary>
    public long NumRows { get; private set; }

    /// <summary>How many of them have a label.</summary>
    public long NumRowsOf(string label) => _counts.GetValueOrDefault(label);

    /// <summary>Counts a row.</summary>
    public void Count(IReadOnlyList<string> labels)
    {
        NumRows++;
        foreach (var label in labels)
            _counts[label] = _counts.GetValueOrDefault(label) + 1;
    }
}
