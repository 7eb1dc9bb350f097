using System.Globalization;
using System.Text;

namespace Spam.Keras.Models;

/// <summary>Keras 2.15's progress bar, or its one line an epoch.</summary>
/// <remarks>The text is Keras's to the byte, times aside. Behaviour: Keras 2.15, keras/src/utils/generic_utils.py, Progbar.</remarks>
class ProgressBar
{
    const int Width = 30;
    static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(50);

    readonly int _target;
    readonly Verbose _verbose;
    readonly TextWriter _output;
    readonly TimeProvider _clock;
    readonly long _start;
    long? _lastUpdate, _firstStep;
    int _written;

    public ProgressBar(int target, Verbose verbose, TextWriter output, TimeProvider clock)
    {
        (_target, _verbose, _output, _clock) = (target, verbose, output, clock);
        _start = clock.GetTimestamp();
    }

    /// <summary>After step <paramref name="current"/>, counted from 1. Prints at most twenty times a second.</summary>
    public void Update(int current, IEnumerable<KeyValuePair<string, float>> logs)
    {
        var now = _clock.GetTimestamp();
        var perStep = SecondsPerStep(current, now);
        if (_verbose != Verbose.ProgressBar || (_lastUpdate is { } last && _clock.GetElapsedTime(last, now) < _interval))
            return;

        PrintBar(Bar(current, perStep, total: null, logs), isLast: false);
        _lastUpdate = now;
    }

    /// <summary>After the last step, with all figures.</summary>
    public void Finish(IEnumerable<KeyValuePair<string, float>> logs)
    {
        var now = _clock.GetTimestamp();
        var total = _clock.GetElapsedTime(_start, now).TotalSeconds;
        var perStep = SecondsPerStep(_target, now);
        if (_verbose == Verbose.ProgressBar)
        {
            PrintBar(Bar(_target, perStep, total, logs), isLast: true);
            return;
        }

        _output.Write(Line(total, perStep, logs) + "\n");
        _output.Flush();
    }

    /// <summary>How many steps there are.</summary>
    protected int Target => _target;

    /// <summary>The step and the number of all, the step as wide as the last one's.</summary>
    protected string Count(int current)
        => $"{current.ToString(CultureInfo.InvariantCulture).PadLeft(_target.ToString(CultureInfo.InvariantCulture).Length)}/{_target}";

    /// <summary>The bar's text at a step, and how wide it is on a terminal.</summary>
    /// <param name="current">The step, counted from 1.</param>
    /// <param name="perStep">Seconds that a step takes.</param>
    /// <param name="total">Seconds that all steps took, after the last; else null.</param>
    /// <param name="logs">The figures.</param>
    protected virtual (string Text, int Width) Bar(int current, double perStep, double? total, IEnumerable<KeyValuePair<string, float>> logs)
    {
        var done = (int)(Width * (double)current / Math.Max(1, _target));
        var bar = new StringBuilder();
        bar.Append(CultureInfo.InvariantCulture, $"{Count(current)} [");
        if (done > 0)
            bar.Append('=', done - 1).Append(current < _target ? '>' : '=');
        bar.Append('.', Width - done).Append(']');
        bar.Append(total is { } seconds
            ? string.Create(CultureInfo.InvariantCulture, $" - {seconds:f0}s{Time(perStep, "step")}")
            : $" - ETA: {Eta(perStep * (_target - current))}");
        bar.Append(Figures(logs));
        return (bar.ToString(), bar.Length);
    }

    /// <summary>The one line after an epoch.</summary>
    protected virtual string Line(double total, double perStep, IEnumerable<KeyValuePair<string, float>> logs)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"{_target}/{_target} - {total:f0}s{Figures(logs)} -{Time(total, "epoch")} -{Time(total / Math.Max(1, _target), "step")}");

    void PrintBar((string Text, int Width) bar, bool isLast)
    {
        var blanks = new string(' ', Math.Max(0, _written - bar.Width));
        _output.Write($"{new string('\b', _written)}\r{bar.Text}{blanks}{(isLast ? "\n" : "")}");
        _output.Flush();
        _written = bar.Width;
    }

    double SecondsPerStep(int current, long now)
    {
        // The first step also prepares memory; once there is a second one, it no longer counts.
        if (current > 1 && _firstStep is { } first)
            return _clock.GetElapsedTime(first, now).TotalSeconds / (current - 1);
        if (current == 1)
            _firstStep ??= now;
        return current == 0 ? 0 : _clock.GetElapsedTime(_start, now).TotalSeconds / current;
    }

    /// <summary>Figures as both Keras print them: <c> - loss: 0.6931</c>.</summary>
    protected static string Figures(IEnumerable<KeyValuePair<string, float>> logs)
        => string.Concat(logs.Select(log => $" - {log.Key}: {Figure(log.Value)}"));

    static string Figure(float value)
        => float.IsNaN(value) ? "nan" : Math.Abs(value) > 1e-3 ? value.ToString("f4", CultureInfo.InvariantCulture) : Scientific(value);

    static string Scientific(float value)
    {
        var text = value.ToString("0.0000e+00", CultureInfo.InvariantCulture);
        return value == 0 ? "0.0000e+00" : text;
    }

    /// <summary>How long it will take.</summary>
    protected static string Eta(double seconds)
    {
        var whole = (long)seconds;
        return seconds > 3600
            ? string.Create(CultureInfo.InvariantCulture, $"{whole / 3600}:{whole % 3600 / 60:d2}:{whole % 60:d2}")
            : seconds > 60 ? string.Create(CultureInfo.InvariantCulture, $"{whole / 60}:{whole % 60:d2}") : string.Create(CultureInfo.InvariantCulture, $"{whole}s");
    }

    /// <summary>How long one step or epoch takes.</summary>
    protected static string Time(double seconds, string unit) => seconds switch
    {
        >= 1 or 0 => string.Create(CultureInfo.InvariantCulture, $" {seconds:f0}s/{unit}"),
        >= 1e-3 => string.Create(CultureInfo.InvariantCulture, $" {seconds * 1e3:f0}ms/{unit}"),
        _ => string.Create(CultureInfo.InvariantCulture, $" {seconds * 1e6:f0}us/{unit}"),
    };
}
