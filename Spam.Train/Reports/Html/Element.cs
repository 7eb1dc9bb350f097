namespace Spam.Train.Reports.Html;

/// <summary>An element with what is in it, in the order in which it is shown. Names of elements and attributes are the program's own, never data.</summary>
sealed class Element : Node
{
    readonly string _name;
    readonly List<Node> _children;
    readonly List<(string Name, string Value)> _attributes = [];

    /// <summary>An element.</summary>
    /// <param name="name">Its name: <c>p</c>.</param>
    /// <param name="children">What is in it.</param>
    public Element(string name, params ReadOnlySpan<Node> children)
    {
        _name = name;
        _children = [.. children];
    }

    /// <summary>Its name.</summary>
    public string Name => _name;

    /// <summary>Its <c>id</c>; empty where it has none.</summary>
    public string Id => _attributes.FirstOrDefault(attribute => attribute.Name == "id").Value ?? "";

    /// <summary>The text of its first child, where that is a heading.</summary>
    public string Heading => (_children.FirstOrDefault() as Element)?._children.OfType<TextNode>().FirstOrDefault()?.Text ?? "";

    /// <summary>The same element with an attribute.</summary>
    public Element With(string attribute, string value)
    {
        _attributes.Add((attribute, value));
        return this;
    }

    /// <summary>The same element with an attribute that is a number of a picture's length.</summary>
    public Element With(string attribute, double value) => With(attribute, Figures.Length(value));

    /// <summary>The same element with one more child at its end.</summary>
    public Element Add(Node child)
    {
        _children.Add(child);
        return this;
    }

    /// <inheritdoc/>
    public override void Write(TextWriter output)
    {
        output.Write($"<{_name}");
        foreach (var (name, value) in _attributes)
        {
            output.Write($" {name}=\"");
            new TextNode(value).Write(output);
            output.Write('"');
        }

        output.Write('>');
        if (_name is "meta" or "br" or "col")
            return;

        foreach (var child in _children)
            child.Write(output);
        output.Write($"</{_name}>");
        if (_name is "p" or "tr" or "h2" or "h3" or "section" or "svg" or "g" or "figure" or "li")
            output.Write('\n'); // a file that a person can look into
    }
}
