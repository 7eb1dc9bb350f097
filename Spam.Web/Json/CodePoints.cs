namespace Spam.Web.Json;

/// <summary>Counts characters as Python does: a surrogate pair is one, and so is a surrogate that stands alone.</summary>
static class CodePoints
{
    /// <summary>How many there are in <paramref name="text"/>.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        var count = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i]))
                count--;
        }

        return count;
    }
}
