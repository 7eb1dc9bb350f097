namespace Spam.Train.Reports.Html.Charts;

/// <summary>A picture with its name for those who cannot see it.</summary>
static class Picture
{
    /// <summary>An empty picture.</summary>
    public static Element Of(double width, double height, string title, string description)
        => new Element("svg", new Element("title", title), new Element("desc", description))
            .With("viewBox", $"0 0 {Figures.Length(width)} {Figures.Length(height)}")
            .With("role", "img")
            .With("aria-label", $"{title}. {description}");

    /// <summary>A picture with a caption above and more below it.</summary>
    public static Element Framed(string caption, Element picture, params ReadOnlySpan<Node> below)
    {
        var figure = new Element("figure", new Element("figcaption", caption), picture);
        foreach (var node in below)
            figure.Add(node);
        return figure;
    }
}
