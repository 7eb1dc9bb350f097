namespace Spam.Keras.Preprocessing;

/// <summary>A UTF-16 text as the code points that Python sees; a lone surrogate counts as one.</summary>
static class CodePoints
{
    /// <summary>The code point that begins at <paramref name="position"/>, and how many code units it takes.</summary>
    public static int At(ReadOnlySpan<char> text, int position, out int length)
    {
        var isPair = char.IsHighSurrogate(text[position]) && position + 1 < text.Length && char.IsLowSurrogate(text[position + 1]);
        length = isPair ? 2 : 1;
        return isPair ? char.ConvertToUtf32(text[position], text[position + 1]) : text[position];
    }

    /// <summary>The code point that ends before <paramref name="position"/>, and how many code units it takes.</summary>
    public static int Before(ReadOnlySpan<char> text, int position, out int length)
    {
        var isPair = position > 1 && char.IsLowSurrogate(text[position - 1]) && char.IsHighSurrogate(text[position - 2]);
        length = isPair ? 2 : 1;
        return isPair ? char.ConvertToUtf32(text[position - 2], text[position - 1]) : text[position - 1];
    }
}
