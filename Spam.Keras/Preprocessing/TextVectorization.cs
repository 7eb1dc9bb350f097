namespace Spam.Keras.Preprocessing;

/// <summary>Turns texts into rows of numbers with a vocabulary that it learns from texts, most frequent tokens first.</summary>
/// <remarks>
/// Shapes: n texts -> (n, steps) with <see cref="TextOutput.Int"/>, (n) when the texts are not split, else (n, vocabulary).<br/>
/// Tokens that occur equally often stand in falling order of their UTF-8 bytes. A token's weight for <see cref="TextOutput.TfIdf"/> is
/// <c>ln(1 + texts / (1 + texts with the token))</c>, that of unknown tokens the mean of all others.<br/>
/// It stands before a model and not in it: texts are no tensors here. Keras's own advice for training is the same.<br/>
/// Any number of threads may call it at once; adapting it runs alone.<br/>
/// Source: Keras 2.15, keras/src/layers/preprocessing/text_vectorization.py and index_lookup.py.
/// </remarks>
public sealed class TextVectorization
{
    const string Padding = "";
    const string Unknown = "[UNK]";

    Dictionary<string, int>? _places;
    float[] _weights = [];

    /// <summary>With Keras's options.</summary>
    /// <param name="maxTokens">The largest size of the vocabulary, those for padding and unknown tokens included; null for any size.</param>
    /// <param name="standardize">What is done to a text before it is split.</param>
    /// <param name="split">How tokens are made of it.</param>
    /// <param name="ngrams">Lengths of runs of tokens that become tokens; Keras's <c>ngrams=2</c> is <c>[1, 2]</c>. Null: the tokens themselves.</param>
    /// <param name="outputMode">What is made of the tokens.</param>
    /// <param name="outputSequenceLength">The length to cut and pad to, with <see cref="TextOutput.Int"/>; null: the longest of each call.</param>
    /// <param name="padToMaxTokens">Whether there is a column for each of maxTokens, with the other modes.</param>
    /// <exception cref="KerasException">An option is out of bounds, or has no meaning beside another.</exception>
    public TextVectorization(
        int? maxTokens = null, TextStandardize standardize = TextStandardize.LowerAndStripPunctuation, TextSplit split = TextSplit.Whitespace,
        IReadOnlyList<int>? ngrams = null, TextOutput outputMode = TextOutput.Int, int? outputSequenceLength = null, bool padToMaxTokens = false)
    {
        Check(standardize, nameof(standardize));
        Check(split, nameof(split));
        Check(outputMode, nameof(outputMode));
        var numReserved = outputMode == TextOutput.Int ? 2 : 1;
        if (maxTokens <= numReserved)
            throw new KerasException($"TextVectorization got maxTokens {maxTokens}; with outputMode {outputMode} it is {numReserved + 1} or more.");
        if (outputSequenceLength < 1 || (outputSequenceLength is not null && (outputMode != TextOutput.Int || split == TextSplit.None)))
        {
            throw new KerasException(
                $"TextVectorization got outputSequenceLength {outputSequenceLength} with outputMode {outputMode} and split {split}; " +
                "it is 1 or more, for outputMode Int of texts that are split.");
        }

        if (ngrams is not null && (ngrams.Count == 0 || ngrams.Any(length => length < 1) || split == TextSplit.None))
            throw new KerasException($"TextVectorization got ngrams [{string.Join(", ", ngrams)}] with split {split}; they are lengths from 1, of texts that are split.");
        if (padToMaxTokens && (maxTokens is null || outputMode == TextOutput.Int))
            throw new KerasException($"TextVectorization got padToMaxTokens with maxTokens {maxTokens?.ToString() ?? "null"} and outputMode {outputMode}; it needs a size, and another mode than Int.");

        (MaxTokens, Standardize, Split, Ngrams) = (maxTokens, standardize, split, ngrams);
        (OutputMode, OutputSequenceLength, PadToMaxTokens) = (outputMode, outputSequenceLength, padToMaxTokens);
    }

    /// <summary>The name, for configs.</summary>
    public string Name { get; init; } = "text_vectorization";

    /// <summary>The largest size of the vocabulary.</summary>
    public int? MaxTokens { get; }

    /// <summary>What is done to a text before it is split.</summary>
    public TextStandardize Standardize { get; }

    /// <summary>How tokens are made of a text.</summary>
    public TextSplit Split { get; }

    /// <summary>Lengths of runs of tokens that become tokens.</summary>
    public IReadOnlyList<int>? Ngrams { get; }

    /// <summary>What is made of the tokens.</summary>
    public TextOutput OutputMode { get; }

    /// <summary>The length to cut and pad to.</summary>
    public int? OutputSequenceLength { get; }

    /// <summary>Whether there is a column for each of <see cref="MaxTokens"/>.</summary>
    public bool PadToMaxTokens { get; }

    /// <summary>The tokens by their numbers, as <c>get_vocabulary()</c> gives them; "" is padding, "[UNK]" stands for unknown ones.</summary>
    public IReadOnlyList<string> Vocabulary { get; private set; } = [];

    /// <summary>The weight of each token of <see cref="Vocabulary"/>, with <see cref="TextOutput.TfIdf"/>.</summary>
    public IReadOnlyList<float> IdfWeights => _weights;

    /// <summary>Learns the vocabulary, and forgets the one before.</summary>
    public void Adapt(IEnumerable<string> texts)
    {
        Dictionary<string, (long Count, int NumTexts)> counts = new(StringComparer.Ordinal);
        var numTexts = 0;
        foreach (var text in texts)
        {
            numTexts++;
            foreach (var token in Tokens(text).Where(token => token.Length > 0 && token != Unknown).GroupBy(token => token, StringComparer.Ordinal))
            {
                var (count, numWith) = counts.GetValueOrDefault(token.Key);
                counts[token.Key] = (count + token.Count(), numWith + 1);
            }
        }

        var known = counts.OrderByDescending(entry => entry.Value.Count)
            .ThenByDescending(entry => entry.Key, Comparer<string>.Create(TextTokens.Compare))
            .Take((MaxTokens ?? int.MaxValue) - Reserved.Length)
            .ToList();
        var weights = known.Select(entry => MathF.Log(1 + (numTexts / (1f + entry.Value.NumTexts))));
        SetVocabulary([.. known.Select(entry => entry.Key)], OutputMode == TextOutput.TfIdf ? [.. weights] : null);
    }

    /// <summary>Sets the vocabulary.</summary>
    /// <param name="vocabulary">The tokens, with or without those for padding and unknown ones at the beginning.</param>
    /// <param name="idfWeights">With <see cref="TextOutput.TfIdf"/>, the weight of each token, the reserved ones aside.</param>
    /// <exception cref="KerasException">A token stands twice, there are too many, or the weights do not fit.</exception>
    public void SetVocabulary(IReadOnlyList<string> vocabulary, IReadOnlyList<float>? idfWeights = null)
    {
        var own = vocabulary.Count >= Reserved.Length && vocabulary.Take(Reserved.Length).SequenceEqual(Reserved) ? [.. vocabulary.Skip(Reserved.Length)] : vocabulary;
        string[] all = [.. Reserved, .. own];
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var token in all)
        {
            if (!places.TryAdd(token, places.Count) || (token.Length == 0 && places.Count > 1))
                throw new KerasException($"The vocabulary has an entry at {places.Count} that is empty, reserved or there already; each token stands once.");
        }

        if (all.Length > MaxTokens)
            throw new KerasException($"The vocabulary has {all.Length} tokens with the reserved ones; maxTokens is {MaxTokens}.");
        if (OutputMode == TextOutput.TfIdf ? idfWeights?.Count != own.Count : idfWeights is not null)
        {
            throw new KerasException(
                $"TextVectorization with outputMode {OutputMode} got {idfWeights?.Count ?? 0} weights for {own.Count} tokens; TfIdf needs one for each, other modes none.");
        }

        _weights = idfWeights is null ? [] : [idfWeights.Count == 0 ? 0 : (float)idfWeights.Average(weight => (double)weight), .. idfWeights];
        (Vocabulary, _places) = (all, places);
    }

    /// <summary>The numbers of texts.</summary>
    /// <exception cref="KerasException">There is no vocabulary yet.</exception>
    public Tensor Call(params IReadOnlyList<string> texts)
    {
        var places = _places ?? throw new KerasException("TextVectorization has no vocabulary. Call Adapt with texts, or SetVocabulary, first.");
        var rows = texts.Select(text => Tokens(text).Select(token => Place(places, token)).ToArray()).ToArray();
        return OutputMode == TextOutput.Int ? Sequences(rows) : Columns(rows);
    }

    /// <summary>What stands in the vocabulary before the first token.</summary>
    internal string[] Reserved => OutputMode == TextOutput.Int ? [Padding, Unknown] : [Unknown];

    int NumColumns => PadToMaxTokens && MaxTokens is { } size ? size : Vocabulary.Count;

    IReadOnlyList<string> Tokens(string text) => TextTokens.Of(text, Standardize, Split, Ngrams);

    int Place(Dictionary<string, int> places, string token) => places.TryGetValue(token, out var place) ? place : Reserved.Length - 1;

    Tensor Sequences(int[][] rows)
    {
        var length = OutputSequenceLength ?? (rows.Length == 0 ? 0 : rows.Max(row => row.Length));
        var outputs = Split == TextSplit.None ? new Tensor(rows.Length) : new Tensor(rows.Length, length);
        for (var row = 0; row < rows.Length; row++)
        {
            for (var step = 0; step < Math.Min(length, rows[row].Length); step++)
                outputs[(row * length) + step] = rows[row][step];
        }

        return outputs;
    }

    Tensor Columns(int[][] rows)
    {
        var outputs = new Tensor(rows.Length, NumColumns);
        for (var row = 0; row < rows.Length; row++)
        {
            var columns = outputs.Row(row);
            foreach (var place in rows[row])
                columns[place] = OutputMode == TextOutput.MultiHot ? 1 : columns[place] + 1;
            for (var place = 0; place < _weights.Length; place++)
                columns[place] *= _weights[place];
        }

        return outputs;
    }

    static void Check<T>(T value, string option) where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
            throw new KerasException($"TextVectorization got {option} {value}; valid values: {string.Join(", ", Enum.GetNames<T>())}.");
    }
}
