using System.Globalization;
using System.Text;

namespace Spam.Train.Reports.Printing;

/// <summary>Makes names from data safe to print: a control character, as one that moves a terminal's cursor, is shown as <c>\u001b</c>.</summary>
static class Printable
{
    /// <summary><paramref name="text"/> without control characters.</summary>
    public static string Text(string text)
    {
        if (!text.Any(IsUnsafe))
            return text;

        var safe = new StringBuilder();
        foreach (var character in text)
            safe.Append(IsUnsafe(character) ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}") : $"{character}");
        return safe.ToString();
    }

    static bool IsUnsafe(char character) => char.GetUnicodeCategory(character)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
