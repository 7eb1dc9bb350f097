namespace Spam.Keras.Saving;

/// <summary>Texts that come from files, in messages.</summary>
static class FileText
{
    const int MaxLength = 100;

    /// <summary>The text in quotes, cut to a line's length, and without control characters, which could change a terminal.</summary>
    public static string Show(string text)
    {
        var shown = string.Concat(text.Take(MaxLength).Select(letter => char.IsControl(letter) ? '?' : letter));
        return text.Length > MaxLength ? $"'{shown}…'" : $"'{shown}'";
    }
}
