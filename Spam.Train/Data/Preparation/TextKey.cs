using Spam.Keras.Preprocessing;
using Spam.Train.Data.Preparation.Surveys;

namespace Spam.Train.Data.Preparation;

/// <summary>What a text is known by.</summary>
/// <param name="Exact">The text as it is.</param>
/// <param name="Words">Its words as Keras's tokenizer makes them, without capitals and punctuation; of a text without a word, the text as it is.</param>
/// <param name="NumWords">How many words it has.</param>
readonly record struct TextKey(Digest Exact, Digest Words, int NumWords)
{
    /// <summary>That of a text.</summary>
    public static TextKey Of(string text)
    {
        var words = TextPreprocessing.TextToWordSequence(text);
        var joined = words.Length > 0 ? string.Join(' ', words) : $" {text}"; // no words begin with a space
        return new(Digest.Of(text), Digest.Of(joined), words.Length);
    }
}
