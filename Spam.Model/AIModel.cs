using Spam.Keras;
using Spam.Keras.Preprocessing;
using Spam.Keras.Saving;
using Spam.Model.Explanations;

namespace Spam.Model;

/// <summary>A text classifier from a model folder: texts in, labelled predictions out. Any number of threads may ask it at once.</summary>
public sealed class AIModel
{
    /// <summary>So many texts are held as word ids at a time.</summary>
    const int TextsAtOnce = 1024;

    const int BatchSize = 32;
    const int WarmUpWords = 64;

    static readonly IComparer<int[]> _byLength = Comparer<int[]>.Create((a, b) => a.Length.CompareTo(b.Length));

    readonly INetwork _network;
    readonly Tokenizer _tokenizer;
    readonly ModelMetadata _metadata;
    readonly OutputHead _head;
    readonly string _modelPath;

    AIModel(ModelFolder folder, INetwork network, Tokenizer tokenizer, ModelMetadata metadata, OutputHead head, Manifest? manifest, string contentHash)
    {
        (_network, _tokenizer, _metadata, _head, _modelPath) = (network, tokenizer, metadata, head, folder.PathOf(folder.Model));
        (Folder, Manifest, ContentHash) = (folder.Folder, manifest, contentHash);
    }

    /// <summary>The folder that it was loaded from.</summary>
    public string Folder { get; }

    /// <summary>What it is called: in the manifest, in the metadata, or else the folder above its version's.</summary>
    public string Name => Manifest?.Name ?? _metadata.Name ?? FolderName(Path.GetDirectoryName(Path.GetFullPath(Folder)));

    /// <summary>Its version: in the manifest, or else the folder's name.</summary>
    public string Version => Manifest?.Version ?? FolderName(Path.GetFullPath(Folder));

    /// <summary>The labels, in the order of the scores.</summary>
    public IReadOnlyList<string> Labels => _metadata.Labels;

    /// <summary>Whether a text may have several labels, so that scores need not sum to one.</summary>
    public bool IsMultiLabel => _head.MultiLabel;

    /// <summary>What is known of its making, where our trainer wrote it.</summary>
    public Manifest? Manifest { get; }

    /// <summary>How many threads one call uses. Answers do not depend on it.</summary>
    public int NumThreads { get; private init; }

    /// <summary>A SHA-256, in lower-case hex, of all files that answers depend on: models that differ in it may answer differently.</summary>
    public string ContentHash { get; }

    /// <summary>Loads the model of <paramref name="folder"/>, and checks that its files are whole and fit each other.</summary>
    /// <param name="folder">The model folder.</param>
    /// <param name="numThreads">How many threads one call uses; 1 where calls come from many threads.</param>
    /// <exception cref="ModelFolderException">A file is missing, there twice, damaged, or does not fit another.</exception>
    /// <exception cref="KerasException">The model or the tokenizer is not one that can be read.</exception>
    public static AIModel Load(string folder, int numThreads = 1)
    {
        var files = ModelFolder.Find(folder);
        var digests = files.Digests();
        Manifest? manifest = null;
        if (files.HasManifest)
        {
            manifest = Manifest.Parse(files.ReadText(Manifest.FileName), files.PathOf(Manifest.FileName));
            files.Check(manifest, digests);
        }

        var metadataPath = files.PathOf(files.Metadata);
        var metadata = ModelMetadata.Parse(files.ReadText(files.Metadata), metadataPath);
        var tokenizer = ReadTokenizer(files);
        var network = LoadNetwork(files.PathOf(files.Model));
        CheckWords(network, tokenizer, metadata, files);
        CheckLength(network, metadata, metadataPath);
        var head = OutputHead.Of(metadata, network.OutputWidth, network.LastActivation, metadataPath);
        return new(files, network, tokenizer, metadata, head, manifest, FileDigests.Combined(digests)) { NumThreads = numThreads };
    }

    /// <summary>What the model says of one text.</summary>
    public Prediction Predict(string text) => Predict([text])[0];

    /// <summary>What the model says of each text. A text's answer does not depend on the others.</summary>
    /// <exception cref="KerasException">The model gave a score that is not a number.</exception>
    public IReadOnlyList<Prediction> Predict(IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);

        var predictions = new Prediction[texts.Count];
        for (var start = 0; start < texts.Count; start += TextsAtOnce)
            Predict(texts, start, Math.Min(TextsAtOnce, texts.Count - start), predictions);
        return predictions;
    }

    /// <summary>Predicts texts of its own words, from none to more than it reads, alone and together: then the first caller waits for nothing.</summary>
    /// <exception cref="KerasException">The model gave a score that is not a number.</exception>
    public void WarmUp()
    {
        string[] words = [.. _tokenizer.WordIndex.Keys.Take(WarmUpWords)];
        if (words.Length == 0)
            words = ["a"];
        var lengths = (int[])[0, 1, 2, 5, 10, 20, 50, 100, _metadata.MaxSequenceLength + 1];
        string[] texts = [.. lengths.Select(length => string.Join(' ', Enumerable.Range(0, length).Select(i => words[i % words.Length])))];
        foreach (var text in texts)
            Predict(text);
        Predict([.. texts, .. words]);
    }

    /// <summary>What happens to one text on its way to its scores: its words, their ids, what each layer gives, and which words mattered.</summary>
    /// <exception cref="KerasException">The model gave a score that is not a number.</exception>
    public Explanation Explain(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        return new Explainer(_tokenizer, _metadata, _network, new(Predict)).Explain(text);
    }

    /// <summary>What the scores of one text are, and what they are without each of its words, left out at every place where it stands.</summary>
    /// <exception cref="KerasException">The model gave a score that is not a number.</exception>
    public OccludedText LeaveOutWords(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        return new Occlusion(Predict).WithoutWords(_tokenizer.TextToSequence(text));
    }

    Prediction[] Predict(int[][] sequences)
    {
        var predictions = new Prediction[sequences.Length];
        Predict(sequences, [.. Enumerable.Range(0, sequences.Length)], predictions);
        return predictions;
    }

    void Predict(IReadOnlyList<string> texts, int start, int count, Prediction[] predictions)
    {
        var sequences = new int[count][];
        var places = new int[count];
        for (var i = 0; i < count; i++)
            (sequences[i], places[i]) = (_tokenizer.TextToSequence(texts[start + i]), start + i);
        Predict(sequences, places, predictions);
    }

    void Predict(int[][] sequences, int[] places, Prediction[] predictions)
    {
        Array.Sort(sequences, places, _byLength); // texts of one length side by side: a batch begins behind the padding that all of its texts have
        var inputs = Sequences.PadSequences(sequences, _metadata.MaxSequenceLength, _metadata.Padding, _metadata.Truncating);
        var outputs = _network.Predict(inputs, BatchSize, NumThreads);
        for (var i = 0; i < places.Length; i++)
            predictions[places[i]] = ToPrediction(outputs.Row(i));
    }

    Prediction ToPrediction(ReadOnlySpan<float> outputs)
    {
        var scores = new float[Labels.Count];
        _head.Write(outputs, scores);
        var byLabel = new OrderedDictionary<string, float>(scores.Length, StringComparer.Ordinal);
        var top = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            if (!float.IsFinite(scores[i]))
                throw new KerasException($"{_modelPath} gave the score {scores[i]} for the label '{Labels[i]}': its weights are no numbers. Train again.");
            byLabel.Add(Labels[i], scores[i]);
            if (scores[i] > scores[top])
                top = i;
        }

        return new(byLabel, new(Labels[top], scores[top]));
    }

    static INetwork LoadNetwork(string path)
        => SavedModelGraph.IsGraphAlone(path) ? GraphNetwork.Load(path) : LayerNetwork.Load(path);

    static Tokenizer ReadTokenizer(ModelFolder files)
    {
        var json = files.ReadText(files.Tokenizer);
        try
        {
            return Tokenizer.FromJson(json);
        }
        catch (KerasException cause)
        {
            throw new ModelFolderException($"{files.PathOf(files.Tokenizer)} is no tokenizer: {cause.Message}", cause);
        }
    }

    static void CheckWords(INetwork network, Tokenizer tokenizer, ModelMetadata metadata, ModelFolder files)
    {
        if (network.NumWords is not { } numWords)
            return;

        if (metadata.MaxWords > numWords)
        {
            throw new ModelFolderException(
                $"{files.PathOf(files.Metadata)} has max_words {metadata.MaxWords}, but the embedding table of {files.Model} holds {numWords} words. " +
                "Put the metadata file beside the model that it was written with.");
        }

        var largest = tokenizer.WordIndex.Count == 0 ? 0 : tokenizer.WordIndex.Values.Max();
        if (tokenizer.NumWords is > 0 and var limit)
            largest = Math.Min(largest, limit - 1);
        if (largest >= numWords)
        {
            throw new ModelFolderException(
                $"{files.PathOf(files.Tokenizer)} gives word ids up to {largest}, but the embedding table of {files.Model} holds 0 to {numWords - 1}. " +
                "Put the tokenizer file beside the model that it was written with.");
        }
    }

    static void CheckLength(INetwork network, ModelMetadata metadata, string metadataPath)
    {
        var shape = network.InputShape;
        if (shape.Rank != 2 || (shape[1] != Shape.Unknown && shape[1] != metadata.MaxSequenceLength))
        {
            throw new ModelFolderException(
                $"{metadataPath} has max_seq_length {metadata.MaxSequenceLength}, but the model reads inputs of shape {shape}. " +
                "Put the metadata file beside the model that it was written with.");
        }
    }

    static string FolderName(string? path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(path ?? "")) is { Length: > 0 } name ? name : "model";
}
