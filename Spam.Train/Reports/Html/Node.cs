namespace Spam.Train.Reports.Html;

/// <summary>A piece of a page: an element or a text.</summary>
abstract class Node
{
    /// <summary>A text, which is shown as it stands, whatever it holds.</summary>
    public static implicit operator Node(string text) => new TextNode(text);

    /// <summary>Writes it as HTML.</summary>
    public abstract void Write(TextWriter output);
}
