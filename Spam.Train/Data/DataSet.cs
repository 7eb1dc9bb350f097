namespace Spam.Train.Data;

/// <summary>Texts with their labels.</summary>
/// <param name="Name">What it is called in reports: the file's name.</param>
/// <param name="Texts">The texts, in the file's order.</param>
/// <param name="LabelIds">For each text its label's place in <paramref name="Labels"/>; where there are <see cref="LabelSets"/>, that of its first.</param>
/// <param name="Labels">The labels, in the order of the model's outputs.</param>
sealed record DataSet(string Name, IReadOnlyList<string> Texts, IReadOnlyList<int> LabelIds, IReadOnlyList<string> Labels)
{
    /// <summary>For each text the places of all its labels, where a text may have several or none; else null.</summary>
    public IReadOnlyList<IReadOnlyList<int>>? LabelSets { get; init; }

    /// <summary>How many rows there are.</summary>
    public int Count => Texts.Count;

    /// <summary>The places of the labels of one text.</summary>
    public IReadOnlyList<int> LabelsOf(int row) => LabelSets?[row] ?? [LabelIds[row]];

    /// <summary>Only the first row of each text; the second number is how many rows went.</summary>
    public (DataSet DataSet, int NumRemoved) WithoutDuplicates()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var kept = Enumerable.Range(0, Count).Where(row => seen.Add(Texts[row])).ToArray();
        var rows = this with
        {
            Texts = [.. kept.Select(row => Texts[row])],
            LabelIds = [.. kept.Select(row => LabelIds[row])],
            LabelSets = LabelSets is { } sets ? [.. kept.Select(row => sets[row])] : null,
        };
        return (rows, Count - kept.Length);
    }
}
