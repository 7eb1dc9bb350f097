using System.Buffers;

namespace Spam.Keras.Preprocessing;

/// <summary>
/// Keras's <c>Tokenizer</c>: learns words from texts, gives each an id from 1 up, the most frequent first, and turns texts into ids.
/// </summary>
/// <remarks>
/// A text is lowered, its filtered characters replaced by the split text, and cut at the split text. Ids of equally frequent words follow
/// the order in which the words came. Id 0 is never given: it is left for padding.<br/>
/// Once fitted, any number of threads may use it; fitting is for one thread alone.<br/>
/// Source: Keras 2.15, keras/preprocessing/text.py, Tokenizer.
/// </remarks>
public sealed class Tokenizer
{
    readonly WordSplitter _splitter;
    readonly Func<string, IEnumerable<string>>? _analyzer;
    readonly Vocabulary _vocabulary;

    /// <summary>Not fitted yet.</summary>
    /// <param name="numWords">Only ids below it are used: 280 keeps the 279 most frequent words. Null or 0 keeps all.</param>
    /// <param name="filters">The characters that separate words besides <paramref name="split"/>, each a code point.</param>
    /// <param name="lower">Whether texts and tokens are lowered first.</param>
    /// <param name="split">The text between words.</param>
    /// <param name="charLevel">Whether each code point is a word; filters and split are not used then.</param>
    /// <param name="oovToken">The word with id 1 that stands for every word not known; null drops such words.</param>
    /// <param name="analyzer">Turns a text into its words in place of lowering, filtering and splitting.</param>
    /// <exception cref="KerasException"><paramref name="numWords"/> is below 0.</exception>
    public Tokenizer(
        int? numWords = null,
        string filters = TextPreprocessing.DefaultFilters,
        bool lower = true,
        string split = TextPreprocessing.DefaultSplit,
        bool charLevel = false,
        string? oovToken = null,
        Func<string, IEnumerable<string>>? analyzer = null)
        : this(numWords, filters, lower, split, charLevel, oovToken, analyzer, new Vocabulary(oovToken))
    {
    }

    /// <summary>With a vocabulary that a file held.</summary>
    internal Tokenizer(
        int? numWords, string filters, bool lower, string split, bool charLevel, string? oovToken, Func<string, IEnumerable<string>>? analyzer, Vocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(filters);
        ArgumentNullException.ThrowIfNull(split);
        if (numWords < 0)
            throw new KerasException($"A tokenizer got numWords {numWords}; give 1 or more, or null to keep all words.");

        (NumWords, Filters, Lower, Split, CharLevel, OovToken) = (numWords, filters, lower, split, charLevel, oovToken);
        _analyzer = charLevel ? null : analyzer; // as in Keras, characters win
        _splitter = new(filters, lower, split, charLevel);
        _vocabulary = vocabulary;
    }

    /// <summary>Only ids below it are used; null or 0 keeps all.</summary>
    public int? NumWords { get; }

    /// <summary>The characters that separate words besides <see cref="Split"/>.</summary>
    public string Filters { get; }

    /// <summary>Whether texts and tokens are lowered first.</summary>
    public bool Lower { get; }

    /// <summary>The text between words.</summary>
    public string Split { get; }

    /// <summary>Whether each code point is a word.</summary>
    public bool CharLevel { get; }

    /// <summary>The word that stands for every word not known, or null.</summary>
    public string? OovToken { get; }

    /// <summary>How many texts it was fitted on.</summary>
    public int DocumentCount => _vocabulary.DocumentCount;

    /// <summary>The id of each word, by falling frequency; the OOV token stands first.</summary>
    public IReadOnlyDictionary<string, int> WordIndex => _vocabulary.WordIndex;

    /// <summary>The word of each id.</summary>
    public IReadOnlyDictionary<int, string> IndexWord => _vocabulary.IndexWord;

    /// <summary>How often each word came, in the order of first coming.</summary>
    public IReadOnlyDictionary<string, int> WordCounts => _vocabulary.WordCounts;

    /// <summary>How many texts held each word, in the order of first coming.</summary>
    public IReadOnlyDictionary<string, int> WordDocs => _vocabulary.WordDocs;

    /// <summary>How many texts held the word of each id.</summary>
    public IReadOnlyDictionary<int, int> IndexDocs => _vocabulary.IndexDocs;

    /// <summary>Learns the words of texts, on top of what it knows, and numbers all words anew.</summary>
    /// <exception cref="KerasException">A text is null, or the split text is empty.</exception>
    public void FitOnTexts(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);

        foreach (var text in texts)
        {
            _vocabulary.DocumentCount++;
            if (text is null)
                throw NullText(DocumentCount);

            if (_analyzer is not null)
            {
                foreach (var word in _analyzer(text))
                    _vocabulary.Count(Known(word));
                continue;
            }

            foreach (var word in _splitter.Words(text))
                _vocabulary.Count(word);
        }

        _vocabulary.NumberWords();
    }

    /// <summary>Learns from texts that are lists of tokens: each token is lowered, but not filtered or split.</summary>
    /// <exception cref="KerasException">A list or a token is null.</exception>
    public void FitOnTexts(IEnumerable<IEnumerable<string>> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);

        foreach (var tokens in texts)
        {
            _vocabulary.DocumentCount++;
            foreach (var token in tokens ?? throw NullText(DocumentCount))
                _vocabulary.Count(Lowered(token));
        }

        _vocabulary.NumberWords();
    }

    /// <summary>
    /// Learns which ids occur in how many sequences: all that <see cref="MatrixMode.Tfidf"/> needs where there are no texts.
    /// </summary>
    /// <exception cref="KerasException">A sequence is null.</exception>
    public void FitOnSequences(IEnumerable<IReadOnlyList<int>> sequences)
    {
        ArgumentNullException.ThrowIfNull(sequences);

        foreach (var sequence in sequences)
        {
            _vocabulary.DocumentCount++;
            foreach (var id in (sequence ?? throw NullText(DocumentCount)).Distinct())
                _vocabulary.IndexDocs[id] = _vocabulary.IndexDocs.GetValueOrDefault(id) + 1;
        }
    }

    /// <summary>
    /// The ids of each text's words. A word not known, or with an id not below <see cref="NumWords"/>, becomes the OOV token's id or is
    /// dropped.
    /// </summary>
    /// <exception cref="KerasException">A text is null, or there is an OOV token but nothing was fitted.</exception>
    public int[][] TextsToSequences(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);

        return [.. texts.Select((text, i) => TextToSequence(text ?? throw NullText(i + 1)))];
    }

    /// <summary>The ids of texts that are lists of tokens: each token is lowered, but not filtered or split.</summary>
    /// <exception cref="KerasException">A list or a token is null, or there is an OOV token but nothing was fitted.</exception>
    public int[][] TextsToSequences(IEnumerable<IEnumerable<string>> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);

        return [.. texts.Select((tokens, i) => Ids((tokens ?? throw NullText(i + 1)).Select(Lowered)))];
    }

    /// <summary>
    /// The ids of one text's words: what <see cref="TextsToSequences(IEnumerable{string})"/> gives for it, without making its words.
    /// </summary>
    /// <exception cref="KerasException">There is an OOV token but nothing was fitted.</exception>
    public int[] TextToSequence(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        if (_analyzer is not null)
            return Ids(_analyzer(text).Select(Known));

        var words = _splitter.Words(text);
        var ids = ArrayPool<int>.Shared.Rent(words.MaxCount);
        var count = 0;
        foreach (var word in words)
        {
            if (TryGetId(word, out var id))
                ids[count++] = id;
        }

        var sequence = ids.AsSpan(0, count).ToArray();
        ArrayPool<int>.Shared.Return(ids);
        return sequence;
    }

    /// <summary>The words of one text, known or not, as they are looked up for their ids.</summary>
    public string[] TextToWords(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        if (_analyzer is not null)
            return [.. _analyzer(text).Select(Known)];

        var words = new List<string>();
        foreach (var word in _splitter.Words(text))
            words.Add(word.ToString());
        return [.. words];
    }

    /// <summary>The words of each sequence, joined by a space. An id not known becomes the OOV token or vanishes.</summary>
    /// <exception cref="KerasException">A sequence is null, or there is an OOV token but nothing was fitted.</exception>
    public string[] SequencesToTexts(IEnumerable<IReadOnlyList<int>> sequences)
    {
        ArgumentNullException.ThrowIfNull(sequences);

        return [.. sequences.Select((ids, i) => string.Join(' ', (ids ?? throw NullText(i + 1)).Select(WordOf).OfType<string>()))];
    }

    /// <summary>
    /// One row a text and one column an id: (texts, <see cref="NumWords"/>), or (texts, words + 1) where that is null or 0.
    /// </summary>
    /// <exception cref="KerasException">A text is null, or as for <see cref="SequencesToMatrix"/>.</exception>
    public double[,] TextsToMatrix(IEnumerable<string> texts, MatrixMode mode = MatrixMode.Binary)
        => SequencesToMatrix(TextsToSequences(texts), mode);

    /// <summary>One row a list of tokens and one column an id.</summary>
    /// <exception cref="KerasException">A list or a token is null, or as for <see cref="SequencesToMatrix"/>.</exception>
    public double[,] TextsToMatrix(IEnumerable<IEnumerable<string>> texts, MatrixMode mode = MatrixMode.Binary)
        => SequencesToMatrix(TextsToSequences(texts), mode);

    /// <summary>One row a sequence and one column an id; ids beyond the last column are passed over.</summary>
    /// <exception cref="KerasException">The width or, for tf-idf, the number of texts is unknown; an id is below 0.</exception>
    public double[,] SequencesToMatrix(IEnumerable<IReadOnlyList<int>> sequences, MatrixMode mode = MatrixMode.Binary)
    {
        ArgumentNullException.ThrowIfNull(sequences);

        var numWords = NumWords is > 0 ? NumWords.Value : WordIndex.Count > 0 ? WordIndex.Count + 1 : 0;
        return SequenceMatrix.Of([.. sequences], numWords, mode, DocumentCount, IndexDocs);
    }

    /// <summary>
    /// What Keras's <c>to_json</c> writes, byte for byte. Keras's own order of <c>word_docs</c> and <c>index_docs</c> is random; here it is
    /// that of <c>word_counts</c>.
    /// </summary>
    /// <exception cref="KerasException">The tokenizer has an analyzer, which is code and cannot be written.</exception>
    public string ToJson() => _analyzer is null
        ? TokenizerJson.Write(this)
        : throw new KerasException(
            "A tokenizer with an analyzer cannot be written as JSON: the analyzer is code. " +
            "Split the texts before, and fit on lists of tokens.");

    /// <summary>The tokenizer that <see cref="ToJson"/> or Keras wrote: Keras's <c>tokenizer_from_json</c>.</summary>
    /// <exception cref="KerasException">It is no JSON, or not of a tokenizer.</exception>
    public static Tokenizer FromJson(string json) => TokenizerJson.Read(json);

    int[] Ids(IEnumerable<string> words)
    {
        var ids = new List<int>();
        foreach (var word in words)
        {
            if (TryGetId(word, out var id))
                ids.Add(id);
        }

        return [.. ids];
    }

    bool TryGetId(ReadOnlySpan<char> word, out int id)
    {
        var isKnown = _vocabulary.WordIndex.TryGetValue(word, out id);
        if (isKnown && !IsCut(id))
            return true;

        id = _vocabulary.OovId ?? (isKnown || OovToken is null ? 0 : throw NotFitted());
        return _vocabulary.OovId is not null;
    }

    string? WordOf(int id)
    {
        var isKnown = _vocabulary.IndexWord.TryGetValue(id, out var word);
        if (isKnown && !IsCut(id))
            return word;

        return _vocabulary.OovId is not null ? OovToken : isKnown || OovToken is null ? null : throw NotFitted();
    }

    bool IsCut(int id) => NumWords is > 0 && id >= NumWords;

    string Lowered(string token) => Lower ? PythonLower.ToLower(Known(token)) : Known(token);

    static string Known(string token)
        => token ?? throw new KerasException("A list of tokens holds null. Leave such tokens out, or put an empty text in their place.");

    static KerasException NullText(int number)
        => new($"Text number {number} is null. Leave such rows out, or put an empty text in their place.");

    static KerasException NotFitted()
        => new("The tokenizer has an OOV token, but no id for it yet. Call FitOnTexts before turning texts into sequences.");
}
