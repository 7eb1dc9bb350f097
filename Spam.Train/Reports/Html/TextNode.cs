using System.Globalization;

namespace Spam.Train.Reports.Html;

/// <summary>A text of a page. Nothing in it is taken for markup; what no page may hold is shown as <c>\u001b</c>.</summary>
sealed class TextNode(string text) : Node
{
    /// <summary>The text.</summary>
    public string Text => text;

    /// <inheritdoc/>
    public override void Write(TextWriter output)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                output.Write(character);
                output.Write(text[++i]);
            }
            else if (char.IsSurrogate(character) || (char.IsControl(character) && character is not ('\t' or '\n')))
                output.Write(string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"));
            else
                output.Write(Entity(character) ?? character.ToString());
        }
    }

    static string? Entity(char character) => character switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        _ => null,
    };
}
