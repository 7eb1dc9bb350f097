using System.Globalization;

namespace Spam.Train.Reports.Html;

/// <summary>How names and texts that come from data are shown: apart from the words around them, whichever way they run, and never too long.</summary>
static class Names
{
    const int LongestLabel = 60, LongestText = 600;

    /// <summary>A label in a line or a table.</summary>
    public static Element Label(string label) => new Element("bdi", Short(label, LongestLabel)).With("class", "label");

    /// <summary>A text of the data.</summary>
    public static Element Text(string text)
        => new Element("q", Short(text, LongestText)).With("class", "text").With("dir", "auto");

    /// <summary>The beginning of a text that is longer than <paramref name="longest"/>, with its length.</summary>
    public static string Short(string text, int longest)
        => text.Length <= longest ? text : string.Create(CultureInfo.InvariantCulture, $"{Cut(text, longest)}… ({text.Length:#,0} characters)");

    /// <summary>A label in a picture, where there is room for so many characters.</summary>
    public static string InPicture(string label, int longest) => label.Length <= longest ? label : $"{Cut(label, longest - 1)}…";

    static string Cut(string text, int length) => text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
