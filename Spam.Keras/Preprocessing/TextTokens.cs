using System.Text;

namespace Spam.Keras.Preprocessing;

/// <summary>Makes tokens of a text as <see cref="TextVectorization"/> does. Behaviour: Keras 2.15, keras/src/layers/preprocessing/text_vectorization.py.</summary>
static class TextTokens
{
    const string Punctuation = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~'";
    static readonly char[] _whiteSpace = [' ', '\t', '\n', '\v', '\f', '\r'];

    /// <summary>The tokens: for each length of n-grams all of that length, in order.</summary>
    public static IReadOnlyList<string> Of(string text, TextStandardize standardize, TextSplit split, IReadOnlyList<int>? ngrams)
    {
        var tokens = Split(Standardize(text, standardize), split);
        return ngrams is null
            ? tokens
            : [.. ngrams.SelectMany(length => Enumerable.Range(0, Math.Max(0, tokens.Count - length + 1)).Select(start => string.Join(' ', tokens.Skip(start).Take(length))))];
    }

    /// <summary>By code points, which is the order of the texts' UTF-8 bytes.</summary>
    public static int Compare(string one, string other)
    {
        var position = 0;
        while (position < one.Length && position < other.Length)
        {
            var (left, right) = (CodePoints.At(one, position, out var length), CodePoints.At(other, position, out _));
            if (left != right)
                return left.CompareTo(right);
            position += length;
        }

        return one.Length.CompareTo(other.Length);
    }

    static string Standardize(string text, TextStandardize standardize)
    {
        var (lowers, strips) = (standardize is TextStandardize.LowerAndStripPunctuation or TextStandardize.Lower,
            standardize is TextStandardize.LowerAndStripPunctuation or TextStandardize.StripPunctuation);
        var result = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (!strips || !Punctuation.Contains(letter, StringComparison.Ordinal))
                result.Append(lowers && char.IsAsciiLetterUpper(letter) ? char.ToLowerInvariant(letter) : letter);
        }

        return result.ToString();
    }

    static IReadOnlyList<string> Split(string text, TextSplit split) => split switch
    {
        TextSplit.Whitespace => text.Split(_whiteSpace, StringSplitOptions.RemoveEmptyEntries),
        TextSplit.Character => Characters(text),
        _ => [text],
    };

    static List<string> Characters(string text)
    {
        List<string> characters = [];
        for (var position = 0; position < text.Length;)
        {
            CodePoints.At(text, position, out var length);
            characters.Add(text.Substring(position, length));
            position += length;
        }

        return characters;
    }
}
