using System.Text;
using Spam.Keras.Preprocessing;
using Spam.Model;

namespace Spam.Train.Explanations;

/// <summary>What words do to the scores of a text: the text is scored again with each of them left out.</summary>
/// <remarks>Source: Li, Monroe and Jurafsky, Understanding Neural Networks through Representation Erasure, 2016.</remarks>
/// <param name="model">The model that is asked.</param>
/// <param name="tokenizer">Its tokenizer.</param>
sealed class Occlusion(AIModel model, Tokenizer tokenizer)
{
    /// <summary>The numbers of the words that the model knows in a text, each once, in the order of the text: one question more is asked for each.</summary>
    public IReadOnlyList<int> WordsOf(string text)
        => [.. TextWords.Of(text, tokenizer).Where(word => word.Id is not null).Select(word => word.Id!.Value).Distinct()]; // those without were left out

    /// <summary>How much each label's score falls when a word is left out, at every place where it stands. Above zero, the word speaks for the label.</summary>
    /// <param name="text">The text.</param>
    /// <returns>For each word, in the order of the text, a figure for each label.</returns>
    public IReadOnlyList<(int Word, double[] Effects)> Of(string text)
    {
        var spans = TextWords.Of(text, tokenizer);
        var words = WordsOf(text);
        var predictions = model.Predict([text, .. words.Select(word => Without(text, spans, word))]);
        var whole = predictions[0].Scores.Values.ToArray();
        return [.. words.Select((word, i) => (word, predictions[i + 1].Scores.Values.Select((score, label) => (double)whole[label] - score).ToArray()))];
    }

    static string Without(string text, IReadOnlyList<WordSpan> spans, int word)
    {
        var rest = new StringBuilder(text.Length);
        var from = 0;
        foreach (var span in spans)
        {
            if (span.Id != word)
                continue;
            rest.Append(text, from, span.Start - from);
            from = span.Start + span.Length;
        }

        return rest.Append(text, from, text.Length - from).ToString();
    }
}
