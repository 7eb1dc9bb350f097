namespace Spam.Train.Reports.Html;

/// <summary>The page's style, the program's own: the one place where nothing is escaped.</summary>
sealed class StyleNode(string css) : Node
{
    /// <inheritdoc/>
    public override void Write(TextWriter output) => output.Write($"<style>{css}</style>");
}
