using System.Globalization;
using System.Text;

namespace Spam.Keras.Models;

/// <summary>Keras 2.15's progress bar, or its one line an epoch.</summary>
/// <remarks>The text is Keras's to the byte, times aside. Behaviour: Keras 2.15, keras/src/utils/generic_utils.py, Progbar.</remarks>
sealed class ProgressBar
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

        PrintBar(current, $" - ETA: {Eta(perStep * (_target - current))}", logs, isLast: false);
        _lastUpdate = now;
    }

    /// <summary>After the last step, with all figures.</summary>
    public void Finish(IEnumerable<KeyValuePair<string, float>> logs)
    {
        var now = _clock.GetTimestamp();
        var total = _clock.GetElapsedTime(_start, now).TotalSeconds;
        if (_verbose == Verbose.ProgressBar)
        {
            PrintBar(_target, string.Create(CultureInfo.InvariantCulture, $" - {total:f0}s{Time(SecondsPerStep(_target, now), "step")}"), logs, isLast: true);
            return;
        }

        _output.Write(string.Create(CultureInfo.InvariantCulture,
            $"{_target}/{_target} - {total:f0}s{Figures(logs)} -{Time(total, "epoch")} -{Time(total / Math.Max(1, _target), "step")}\n"));
        _output.Flush();
    }

    void PrintBar(int current, string times, IEnumerable<KeyValuePair<string, float>> logs, bool isLast)
    {
        var digits = _target.ToString(CultureInfo.InvariantCulture).Length;
        var done = (int)(Width * (double)current / Math.Max(1, _target));
        var bar = new StringBuilder();
        bar.Append(CultureInfo.InvariantCulture, $"{current.ToString(CultureInfo.InvariantCulture).PadLeft(digits)}/{_target} [");
        if (done > 0)
            bar.Append('=', done - 1).Append(current < _target ? '>' : '=');
        bar.Append('.', Width - done).Append(']').Append(times).Append(Figures(logs));

        var width = bar.Length;
        if (_written > width)
            bar.Append(' ', _written - width);
        if (isLast)
            bar.Append('\n');
        _output.Write(new string('\b', _written) + "\r" + bar);
        _output.Flush();
        _written = width;
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

    static string Figures(IEnumerable<KeyValuePair<string, float>> logs)
        => string.Concat(logs.Select(log => $" - {log.Key}: {Figure(log.Value)}"));

    static string Figure(float value)
        => float.IsNaN(value) ? "nan" : Math.Abs(value) > 1e-3 ? value.ToString("f4", CultureInfo.InvariantCulture) : Scientific(value);

    static string Scientific(float value)
    {
        var text = value.ToString("0.0000e+00", CultureInfo.InvariantCulture);
        return value == 0 ? "0.0000e+00" : text;
    }

    static string Eta(double seconds)
    {
        var whole = (long)seconds;
        return seconds > 3600
            ? string.Create(CultureInfo.InvariantCulture, $"{whole / 3600}:{whole % 3600 / 60:d2}:{whole % 60:d2}")
            : seconds > 60 ? string.Create(CultureInfo.InvariantCulture, $"{whole / 60}:{whole % 60:d2}") : string.Create(CultureInfo.InvariantCulture, $"{whole}s");
    }

    static string Time(double seconds, string unit) => seconds switch
    {
        >= 1 or 0 => string.Create(CultureInfo.InvariantCulture, $" {seconds:f0}s/{unit}"),
        >= 1e-3 => string.Create(CultureInfo.InvariantCulture, $" {seconds * 1e3:f0}ms/{unit}"),
        _ => string.Create(CultureInfo.InvariantCulture, $" {seconds * 1e6:f0}us/{unit}"),
    };
}
