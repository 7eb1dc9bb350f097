namespace Spam.Train.Data;

/// <summary>Texts with their labels.</summary>
/// <param name="Name">What it is called in reports: the file's name.</param>
/// <param name="Texts">The texts, in the file's order.</param>
/// <param name="LabelIds">For each text its label's place in <paramref name="Labels"/>.</param>
/// <param name="Labels">The labels, in the order of the model's outputs.</param>
sealed record DataSet(string Name, IReadOnlyList<string> Texts, IReadOnlyList<int> LabelIds, IReadOnlyList<string> Labels)
{
    /// <summary>How many rows there are.</summary>
    public int Count => Texts.Count;

    /// <summary>Only the first row of each text; the second number is how many rows went.</summary>
    public (DataSet DataSet, int NumRemoved) WithoutDuplicates()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var kept = Enumerable.Range(0, Count).Where(row => seen.Add(Texts[row])).ToArray();
        return (this with { Texts = [.. kept.Select(row => Texts[row])], LabelIds = [.. kept.Select(row => LabelIds[row])] }, Count - kept.Length);
    }
}
