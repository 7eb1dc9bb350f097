using Spam.Keras.Preprocessing;

namespace Spam.Model.Explanations;

/// <summary>Follows one text through tokenizer and network.</summary>
/// <param name="tokenizer">Makes words and ids.</param>
/// <param name="metadata">How long rows are, and at which end they are filled and cut.</param>
/// <param name="network">The network.</param>
/// <param name="occlusion">Asks for scores without a word.</param>
sealed class Explainer(Tokenizer tokenizer, ModelMetadata metadata, INetwork network, Occlusion occlusion)
{
    const int MostTried = 512; // words that are left out one by one: each is a prediction

    /// <summary>What happens to a text.</summary>
    public Explanation Explain(string text)
    {
        var words = tokenizer.TextToWords(text);
        var ids = Array.ConvertAll(words, IdOf);
        int[] places = [.. Enumerable.Range(0, words.Length).Where(i => ids[i] is not null)]; // of words that have an id
        int[] sequence = [.. places.Select(place => ids[place]!.Value)]; // places tell that they have one
        var numRead = Math.Min(sequence.Length, metadata.MaxSequenceLength);
        var firstRead = metadata.Truncating == Side.Pre ? sequence.Length - numRead : 0;
        var row = Sequences.PadSequences([sequence], metadata.MaxSequenceLength, metadata.Padding, metadata.Truncating);

        var numTried = Math.Min(numRead, MostTried);
        var predictions = occlusion.WithoutPlaces(sequence, Enumerable.Range(firstRead, numTried));
        var top = predictions[0].Top;
        var explained = words.Select((word, i) => new ExplainedWord(word, ids[i], IsRead: false, null, null)).ToArray();
        for (var i = 0; i < numRead; i++)
        {
            float? without = i < numTried ? predictions[i + 1].Scores[top.Label] : null;
            var place = places[firstRead + i];
            explained[place] = explained[place] with { IsRead = true, ScoreWithout = without, Change = top.Value - without };
        }

        return new(text, explained, [.. row.Span.ToArray().Select(id => (int)id)], network.Layers(row), predictions[0]);
    }

    int? IdOf(string word) => tokenizer.TextsToSequences((string[][])[[word]])[0] is [var id] ? id : null;
}
