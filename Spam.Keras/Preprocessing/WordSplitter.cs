using System.Buffers;
using System.Text;

namespace Spam.Keras.Preprocessing;

/// <summary>How a text becomes words: lowered whole, filtered, split; or lowered and taken code point by code point.</summary>
/// <remarks>Safe for several threads. Source: Keras 2.15, keras/preprocessing/text.py, text_to_word_sequence.</remarks>
sealed class WordSplitter
{
    readonly bool _lower;
    readonly bool _charLevel;
    readonly string _split;
    readonly SearchValues<char>? _delimiters;
    readonly HashSet<int> _filters;

    public WordSplitter(string filters, bool lower, string split, bool charLevel = false)
    {
        _lower = lower;
        _split = split;
        _charLevel = charLevel;
        _filters = CodePointsOf(filters);

        // A filtered character becomes the split text. Where both are single code units, a word is simply what stands between any of them.
        if (split.Length == 1 && !char.IsSurrogate(split[0]) && !filters.Any(char.IsSurrogate))
            _delimiters = SearchValues.Create(filters + split);
    }

    /// <summary>Splits as Keras does when nothing is said.</summary>
    public static WordSplitter Default { get; } = new(TextPreprocessing.DefaultFilters, lower: true, TextPreprocessing.DefaultSplit);

    /// <summary>The words of <paramref name="text"/>, for one <c>foreach</c>, which gives back the memory they stand in.</summary>
    /// <exception cref="KerasException">The split text is empty.</exception>
    public WordEnumerator Words(ReadOnlySpan<char> text)
    {
        if (!_charLevel && _split.Length == 0)
        {
            throw new KerasException(
                "The split text is empty, so a text cannot be split into words. " +
                "Give a split such as \" \", or use charLevel: true.");
        }

        var rented = default(char[]);
        if (_lower)
        {
            rented = ArrayPool<char>.Shared.Rent(PythonLower.LengthOf(text));
            text = rented.AsSpan(0, PythonLower.ToLower(text, rented));
        }

        return _charLevel ? new(text, delimiters: null, split: "", rented)
            : _delimiters is not null ? new(text, _delimiters, _split, rented)
            : new(Filtered(text), delimiters: null, _split, rented);
    }

    string Filtered(ReadOnlySpan<char> text)
    {
        var filtered = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var codePoint = CodePoints.At(text, i, out var length);
            filtered.Append(_filters.Contains(codePoint) ? _split : text.Slice(i, length));
            i += length;
        }

        return filtered.ToString();
    }

    static HashSet<int> CodePointsOf(string text)
    {
        var codePoints = new HashSet<int>();
        for (var i = 0; i < text.Length;)
        {
            codePoints.Add(CodePoints.At(text, i, out var length));
            i += length;
        }

        return codePoints;
    }
}
