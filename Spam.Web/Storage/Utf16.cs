namespace Spam.Web.Storage;

/// <summary>What can be written as UTF-8.</summary>
static class Utf16
{
    /// <summary>Whether no surrogate in <paramref name="text"/> stands alone.</summary>
    public static bool IsWhole(string text)
    {
        for (var i = text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff'); i >= 0 && i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }

        return true;
    }
}
