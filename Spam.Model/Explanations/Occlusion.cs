namespace Spam.Model.Explanations;

/// <summary>Leaves words out of a text and asks for its scores again: what they were for shows in the difference.</summary>
/// <remarks>Source: Li, Monroe and Jurafsky, Understanding Neural Networks through Representation Erasure, 2016.</remarks>
/// <param name="predict">The scores of texts that are ids.</param>
sealed class Occlusion(Func<int[][], Prediction[]> predict)
{
    /// <summary>The scores of a text, and then those of it without each of these places.</summary>
    public Prediction[] WithoutPlaces(int[] sequence, IEnumerable<int> places)
        => predict([sequence, .. places.Select(place => (int[])[.. sequence[..place], .. sequence[(place + 1)..]])]);

    /// <summary>The scores of a text, and those of it without each of its words, left out at every place where it stands.</summary>
    public OccludedText WithoutWords(int[] sequence)
    {
        int[] words = [.. sequence.Distinct()];
        var predictions = predict([sequence, .. words.Select(word => Array.FindAll(sequence, other => other != word))]);
        return new(predictions[0], [.. words.Select((word, i) => (word, predictions[i + 1]))]);
    }
}
