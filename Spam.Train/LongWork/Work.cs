using System.Globalization;
using Spam.Train.Reports;

namespace Spam.Train.LongWork;

/// <summary>One piece of work that may take long: it says how far it is, and stops where it is interrupted.</summary>
sealed class Work : IDisposable
{
    const int BarWidth = 20, TickMilliseconds = 100;

    readonly WorkDisplay _display;
    readonly string _what;
    readonly CancellationToken _cancellation;
    readonly long _start;
    TimeSpan? _shown;
    (double Share, TimeSpan Time)? _first;

    /// <summary>Work that begins now.</summary>
    /// <param name="display">Where it is shown.</param>
    /// <param name="what">What is done.</param>
    /// <param name="cancellation">Stops it.</param>
    public Work(WorkDisplay display, string what, CancellationToken cancellation)
    {
        (_display, _what, _cancellation) = (display, Printable.Text(what), cancellation);
        _start = display.Clock.GetTimestamp();
    }

    /// <summary>Says how much is done.</summary>
    /// <param name="share">The share, from 0 to 1.</param>
    /// <exception cref="OperationCanceledException">It is interrupted.</exception>
    public void Report(double share)
    {
        _cancellation.ThrowIfCancellationRequested();
        var elapsed = _display.Clock.GetElapsedTime(_start);
        _first ??= (share, elapsed);
        if (!_display.IsDue(elapsed, _shown))
            return;

        var done = (int)(BarWidth * Math.Clamp(share, 0, 1));
        var bar = _display.IsMoving ? $"[{new string('#', done)}{new string('.', BarWidth - done)}]" : "-";
        Show(elapsed, $"{bar} {(int)(100 * share)} %{Left(share, elapsed)}");
    }

    /// <summary>The same items; how many of them were taken is reported.</summary>
    /// <param name="items">The items.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="from">The share that was done before the first.</param>
    /// <param name="to">The share that is done after the last.</param>
    public IEnumerable<T> Over<T>(IEnumerable<T> items, long count, double from = 0, double to = 1)
    {
        var done = 0L;
        foreach (var item in items)
        {
            Report(from + ((to - from) * done++ / Math.Max(1, count)));
            yield return item;
        }
    }

    /// <summary>Waits for something that cannot say how far it is and that leaves nothing behind. When interrupted, it is not waited for any more.</summary>
    /// <exception cref="OperationCanceledException">It is interrupted.</exception>
    public T Wait<T>(Func<T> something) => Wait(something, _cancellation);

    /// <summary>Waits for something that is to be done as a whole, as writing a file is, unless it is interrupted before it begins.</summary>
    /// <exception cref="OperationCanceledException">It is interrupted before, or was while it was done.</exception>
    public void Finish(Action something)
    {
        Wait(
            () =>
            {
                something();
                return true;
            },
            CancellationToken.None);
        _cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>Makes place for other lines.</summary>
    public void Wipe() => _display.Wipe();

    /// <inheritdoc/>
    public void Dispose() => Wipe();

    T Wait<T>(Func<T> something, CancellationToken leaving)
    {
        _cancellation.ThrowIfCancellationRequested();
        var running = Task.Run(something, CancellationToken.None);
        while (Task.WaitAny([running], TickMilliseconds, leaving) < 0)
        {
            var elapsed = _display.Clock.GetElapsedTime(_start);
            if (_display.IsDue(elapsed, _shown))
                Show(elapsed, $"- {Text(elapsed)}");
        }

        return running.GetAwaiter().GetResult();
    }

    void Show(TimeSpan elapsed, string progress)
    {
        _display.Show($"{_what} {progress}");
        _shown = elapsed;
    }

    // What was done before the first report, as by an earlier run, took none of this time.
    string Left(double share, TimeSpan elapsed)
        => _first is { } first && share > first.Share ? $", {Text((elapsed - first.Time) * ((1 - share) / (share - first.Share)))} left" : "";

    static string Text(TimeSpan time) => time switch
    {
        { TotalSeconds: < 59.5 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        { TotalMinutes: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds:00} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours} h {time.Minutes:00} min"),
    };
}
