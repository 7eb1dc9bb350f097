namespace Spam.Train.Reports.Html;

/// <summary>What sections are made of.</summary>
static class Parts
{
    /// <summary>A section with a heading that can be linked to.</summary>
    /// <param name="id">The end of its address.</param>
    /// <param name="heading">The heading.</param>
    /// <param name="hint">How to read it, in a sentence or two.</param>
    /// <param name="content">What is in it.</param>
    public static Element Section(string id, string heading, string hint, params ReadOnlySpan<Node> content)
    {
        var section = new Element("section", new Element("h2", heading).With("id", $"{id}-heading")).With("id", id).With("aria-labelledby", $"{id}-heading");
        if (hint.Length > 0)
            section.Add(Hint(hint));
        foreach (var node in content)
            section.Add(node);
        return section;
    }

    /// <summary>How something is read.</summary>
    public static Element Hint(string text) => new Element("p", text).With("class", "hint");

    /// <summary>Pictures side by side, where there is room.</summary>
    public static Element Pictures(params ReadOnlySpan<Node> pictures) => new Element("div", pictures).With("class", "pictures");

    /// <summary>A table, the first column of names and the others of numbers. A wide one is scrolled in its own place.</summary>
    /// <param name="name">What it shows, for those who cannot see it.</param>
    /// <param name="header">The names of the columns.</param>
    /// <param name="rows">The rows; cells that are elements are shown as they are.</param>
    public static Element Table(string name, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<Node>> rows)
    {
        IReadOnlyList<Node>[] all = [.. rows];
        var head = new Element("tr", [.. header.Select((column, i) => (Node)new Element("th", column).With("scope", "col").With("class", IsNumber(all, i) ? "number" : "name"))]);
        var body = new Element("tbody", [.. all.Select(row => (Node)new Element("tr", [.. row.Select(Cell)]))]);
        return Scrolled(name, new("table", new Element("thead", head), body));
    }

    /// <summary>Something wide, which is scrolled in its own place.</summary>
    public static Element Scrolled(string name, Element wide)
        => new Element("div", wide).With("class", "scroll").With("role", "group").With("aria-label", name).With("tabindex", "0");

    /// <summary>Names and values.</summary>
    public static Element Facts(IEnumerable<(string Name, Node Value)> facts)
        => new Element("dl", [.. facts.Select(fact => (Node)new Element("div", new Element("dt", fact.Name), new Element("dd", fact.Value)))]).With("class", "facts");

    static Node Cell(Node content, int column)
        => column == 0 ? new Element("th", content).With("scope", "row") : new Element("td", content).With("class", IsNumber(content) ? "number" : "words");

    static bool IsNumber(IReadOnlyList<Node>[] rows, int column) => column > 0 && rows.Length > 0 && IsNumber(rows[0][column]);

    static bool IsNumber(Node content) => content is TextNode or Element { Name: "b" };
}
