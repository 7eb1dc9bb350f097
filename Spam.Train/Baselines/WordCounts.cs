namespace Spam.Train.Baselines;

/// <summary>How often each word occurs in each text, with only the words that occur (compressed rows).</summary>
sealed class WordCounts
{
    readonly int[] _starts, _words;
    readonly double[] _counts;

    WordCounts(int[] starts, int[] words, double[] counts, int numWords)
    {
        _starts = starts;
        _words = words;
        _counts = counts;
        NumWords = numWords;
    }

    /// <summary>How many texts there are.</summary>
    public int NumTexts => _starts.Length - 1;

    /// <summary>Word ids are below this.</summary>
    public int NumWords { get; }

    /// <summary>Counts the ids of each sequence; ids of <paramref name="numWords"/> and above are left out.</summary>
    public static WordCounts Of(IReadOnlyList<IReadOnlyList<int>> sequences, int numWords)
    {
        var starts = new int[sequences.Count + 1];
        var words = new List<int>();
        var counts = new List<double>();
        for (var text = 0; text < sequences.Count; text++)
        {
            foreach (var group in sequences[text].Where(word => word < numWords).GroupBy(word => word).OrderBy(group => group.Key))
            {
                words.Add(group.Key);
                counts.Add(group.Count());
            }

            starts[text + 1] = words.Count;
        }

        return new(starts, [.. words], [.. counts], numWords);
    }

    /// <summary>The ids of the words of one text, each once.</summary>
    public ReadOnlySpan<int> Words(int text) => _words.AsSpan(_starts[text].._starts[text + 1]);

    /// <summary>How often each of <see cref="Words"/> occurs.</summary>
    public ReadOnlySpan<double> Counts(int text) => _counts.AsSpan(_starts[text].._starts[text + 1]);
}
