namespace Spam.Train.Reports.Html.Charts;

/// <summary>The ground of a chart: a picture with two axes, a grid and room for what is drawn.</summary>
/// <param name="title">What the picture shows, in a few words.</param>
/// <param name="description">What can be seen in it, for those who cannot see it.</param>
/// <param name="x">The axis below.</param>
/// <param name="y">The axis at the left.</param>
sealed class Plot(string title, string description, Axis x, Axis y)
{
    /// <summary>The size of the picture, in its own units; pages stretch it.</summary>
    public const double Width = 480, Height = 320;

    const double Left = 66, Right = 14, Top = 12, Bottom = 50;

    readonly List<Node> _drawn = [];

    /// <summary>The place of a number, from the left.</summary>
    public double X(double value) => Left + ((value - x.From) / (x.To - x.From) * (Width - Left - Right));

    /// <summary>The place of a number, from the top.</summary>
    public double Y(double value) => Height - Bottom - ((value - y.From) / (y.To - y.From) * (Height - Top - Bottom));

    /// <summary>Draws over what was drawn before.</summary>
    public void Draw(Node shape) => _drawn.Add(shape);

    /// <summary>A line through points, each in the axes' numbers.</summary>
    public Element Line(IEnumerable<(double X, double Y)> points)
        => new Element("path").With("d", string.Join("", points.Select((point, i) => $"{(i == 0 ? 'M' : 'L')}{Figures.Length(X(point.X))} {Figures.Length(Y(point.Y))}")));

    /// <summary>A bar between two numbers of each axis.</summary>
    public Element Bar(double left, double right, double bottom, double top)
        => new Element("rect").With("x", X(left)).With("y", Y(top)).With("width", Math.Max(0, X(right) - X(left))).With("height", Math.Max(0, Y(bottom) - Y(top)));

    /// <summary>The picture.</summary>
    public Element ToElement()
    {
        var picture = Picture.Of(Width, Height, title, description);
        var grid = new Element("g").With("class", "grid");
        var words = new Element("g").With("class", "ticks");
        foreach (var tick in x.Ticks)
        {
            grid.Add(new Element("path").With("d", $"M{Figures.Length(X(tick))} {Figures.Length(Top)}V{Figures.Length(Height - Bottom)}"));
            words.Add(new Element("text", x.Written(tick)).With("x", X(tick)).With("y", Height - Bottom + 18).With("text-anchor", "middle"));
        }

        foreach (var tick in y.Ticks)
        {
            grid.Add(new Element("path").With("d", $"M{Figures.Length(Left)} {Figures.Length(Y(tick))}H{Figures.Length(Width - Right)}"));
            words.Add(new Element("text", y.Written(tick)).With("x", Left - 8).With("y", Y(tick) + 4).With("text-anchor", "end"));
        }

        words.Add(new Element("text", x.Title).With("class", "axis").With("x", (Left + Width - Right) / 2).With("y", Height - 8).With("text-anchor", "middle"));
        words.Add(new Element("text", y.Title).With("class", "axis").With("text-anchor", "middle")
            .With("transform", $"translate(13 {Figures.Length((Top + Height - Bottom) / 2)}) rotate(-90)"));
        picture.Add(grid).Add(words);
        foreach (var shape in _drawn)
            picture.Add(shape);
        return picture;
    }
}
