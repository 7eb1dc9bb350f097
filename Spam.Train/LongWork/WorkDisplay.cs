namespace Spam.Train.LongWork;

/// <summary>Where it is shown how far long work is: on a terminal one line that is drawn anew, elsewhere a plain line now and then.</summary>
/// <remarks>A line is drawn anew by a carriage return and blanks alone, without colour and without codes.</remarks>
/// <param name="output">Where to.</param>
/// <param name="clock">What time it is.</param>
/// <param name="isMoving">Whether a line can be drawn anew.</param>
/// <param name="width">How wide the terminal is.</param>
sealed class WorkDisplay(TextWriter output, TimeProvider clock, bool isMoving, int width = 80)
{
    static readonly TimeSpan _move = TimeSpan.FromMilliseconds(100), _firstMove = TimeSpan.FromSeconds(1);
    static readonly TimeSpan _line = TimeSpan.FromSeconds(30), _firstLine = TimeSpan.FromSeconds(10);

    int _drawn;

    /// <summary>The one that shows nothing.</summary>
    public static WorkDisplay None { get; } = new(TextWriter.Null, TimeProvider.System, isMoving: false);

    /// <summary>What time it is.</summary>
    public TimeProvider Clock => clock;

    /// <summary>Whether a line can be drawn anew.</summary>
    public bool IsMoving => isMoving;

    /// <summary>Begins a piece of work.</summary>
    /// <param name="what">What is done, as <c>Reading data.csv</c>.</param>
    /// <param name="cancellation">Stops the work when it next reports.</param>
    public Work Begin(string what, CancellationToken cancellation = default) => new(this, what, cancellation);

    /// <summary>Whether it is time to show something: quick work shows nothing.</summary>
    /// <param name="elapsed">How long the work has taken.</param>
    /// <param name="shown">How long it had taken when it was last shown; null where it never was.</param>
    public bool IsDue(TimeSpan elapsed, TimeSpan? shown)
        => shown is { } last ? elapsed - last >= (isMoving ? _move : _line) : elapsed >= (isMoving ? _firstMove : _firstLine);

    /// <summary>Shows a line in the place of the one before.</summary>
    public void Show(string line)
    {
        if (!isMoving)
        {
            output.WriteLine(line);
            output.Flush();
            return;
        }

        line = line.Length < width ? line : line[..(width - 1)]; // the last column would begin a new line
        output.Write($"\r{line.PadRight(_drawn)}");
        output.Flush();
        _drawn = line.Length;
    }

    /// <summary>Takes away the line that is drawn, if one is.</summary>
    public void Wipe()
    {
        if (_drawn == 0)
            return;

        output.Write($"\r{new string(' ', _drawn)}\r");
        output.Flush();
        _drawn = 0;
    }
}
