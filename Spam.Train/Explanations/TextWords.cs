using System.Text;
using Spam.Keras.Preprocessing;

namespace Spam.Train.Explanations;

/// <summary>The words of a text as a tokenizer takes them, with their places in it.</summary>
static class TextWords
{
    /// <summary>The words, in the order of the text.</summary>
    public static IReadOnlyList<WordSpan> Of(string text, Tokenizer tokenizer)
    {
        var words = new List<WordSpan>();
        if (tokenizer.CharLevel)
        {
            for (var i = 0; i < text.Length;)
            {
                Rune.DecodeFromUtf16(text.AsSpan(i), out _, out var length);
                words.Add(Word(text, i, length, tokenizer));
                i += length;
            }

            return words;
        }

        var start = 0;
        for (var i = 0; i <= text.Length;)
        {
            var length = i == text.Length ? 1 : SeparatorAt(text, i, tokenizer);
            if (length == 0)
            {
                i++;
                continue;
            }

            if (i > start)
                words.Add(Word(text, start, i - start, tokenizer));
            start = i += length;
        }

        return words;
    }

    static int SeparatorAt(string text, int i, Tokenizer tokenizer)
        => tokenizer.Split.Length > 0 && text.AsSpan(i).StartsWith(tokenizer.Split, StringComparison.Ordinal) ? tokenizer.Split.Length
            : tokenizer.Filters.Contains(text[i]) ? 1 : 0;

    static WordSpan Word(string text, int start, int length, Tokenizer tokenizer)
        => new(start, length, tokenizer.TextToSequence(text.Substring(start, length)) is [var id, ..] ? id : null);
}
