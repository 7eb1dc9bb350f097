namespace Spam.Keras.Preprocessing;

/// <summary>What a tokenizer has learned: words, how often they came, in how many texts, and their ids.</summary>
sealed class Vocabulary(string? oovToken)
{
    readonly List<int> _lastDocuments = [];

    /// <summary>How many texts were learned from.</summary>
    public int DocumentCount { get; set; }

    /// <summary>How often each word came, in the order of first coming.</summary>
    public WordMap WordCounts { get; init; } = new();

    /// <summary>How many texts held each word.</summary>
    public WordMap WordDocs { get; init; } = new();

    /// <summary>How many texts held the word of each id.</summary>
    public OrderedDictionary<int, int> IndexDocs { get; init; } = [];

    /// <summary>The id of each word.</summary>
    public WordMap WordIndex { get; set; } = new();

    /// <summary>The word of each id.</summary>
    public OrderedDictionary<int, string> IndexWord { get; set; } = [];

    /// <summary>The id of the OOV token; null where there is no token, or it has no id yet.</summary>
    public int? OovId { get; private set; }

    /// <summary>Counts a word of the text that <see cref="DocumentCount"/> numbers.</summary>
    public void Count(ReadOnlySpan<char> word)
    {
        var slot = WordCounts.SlotOf(word);
        WordCounts.NumberAt(slot)++;
        while (_lastDocuments.Count <= slot)
            _lastDocuments.Add(-1);
        if (_lastDocuments[slot] == DocumentCount) // not the first of its kind in this text
            return;

        _lastDocuments[slot] = DocumentCount;
        WordDocs.NumberAt(WordDocs.SlotOf(word))++;
    }

    /// <summary>Gives each word its id: the OOV token first, then by falling count, equal counts in the order of first coming.</summary>
    public void NumberWords()
    {
        WordIndex = new(WordCounts.Count + 1);
        var id = 1;
        if (oovToken is not null)
            WordIndex[oovToken] = id++;
        foreach (var (word, _) in WordCounts.OrderByDescending(pair => pair.Value)) // a stable sort
            WordIndex[word] = id++; // where the OOV token is also a word, its later id wins

        IndexWord = new(WordIndex.Select(pair => KeyValuePair.Create(pair.Value, pair.Key)));
        OovId = IdOfOov();

        var fromSequences = IndexDocs.ToArray();
        IndexDocs.Clear();
        foreach (var (word, docs) in WordDocs)
        {
            if (!WordIndex.TryGetValue(word, out id))
            {
                throw new KerasException(
                    "The tokenizer's word_docs hold a word that its word_counts do not, so it cannot be fitted further. " +
                    "Fit a new one.");
            }

            IndexDocs[id] = docs;
        }

        foreach (var (other, docs) in fromSequences)
            IndexDocs.TryAdd(other, docs);
    }

    /// <summary>Looks the OOV token up, where the index came from a file.</summary>
    public Vocabulary FindOov()
    {
        OovId = IdOfOov();
        return this;
    }

    int? IdOfOov() => oovToken is not null && WordIndex.TryGetValue(oovToken, out var id) ? id : null;
}
