using System.Globalization;

namespace Spam.Keras.Models;

/// <summary>Keras 3's progress bar, or its one line an epoch.</summary>
/// <remarks>The text is Keras's to the byte, times aside. Behaviour: Keras 3, keras/src/utils/progbar.py, Progbar.</remarks>
sealed class Keras3ProgressBar(int target, Verbose verbose, TextWriter output, TimeProvider clock) : ProgressBar(target, verbose, output, clock)
{
    const int Width = 20;
    const char Rule = '━';
    const string Bold = "\e[1m", Green = "\e[32m", White = "\e[37m", Plain = "\e[0m";

    /// <inheritdoc/>
    protected override (string Text, int Width) Bar(int current, double perStep, double? total, IEnumerable<KeyValuePair<string, float>> logs)
    {
        var done = (int)(Width * (double)current / Math.Max(1, Target));
        var count = Count(current);
        var time = total is { } seconds ? string.Create(CultureInfo.InvariantCulture, $"{seconds:f0}s") : Eta(perStep * (Target - current));
        var rest = Time(perStep, "step") + Figures(InOrder(logs));
        var finished = done > 0 ? $"{Green}{new string(Rule, done)}{Plain}" : "";
        var text = $"{Bold}{count}{Plain} {finished}{White}{new string(Rule, Width - done)}{Plain} {Bold}{time}{Plain}{rest}";
        return (text, count.Length + 1 + Width + 1 + time.Length + rest.Length); // colours take no place
    }

    /// <inheritdoc/>
    protected override string Line(double total, double perStep, IEnumerable<KeyValuePair<string, float>> logs)
        => string.Create(CultureInfo.InvariantCulture, $"{Target}/{Target} - {total:f0}s -{Time(perStep, "step")}{Figures(InOrder(logs))}");

    /// <summary>Keras 3 sorts the figures by name, those of validation behind; the rate, which a callback adds, comes last under its long name.</summary>
    static IEnumerable<KeyValuePair<string, float>> InOrder(IEnumerable<KeyValuePair<string, float>> logs)
        => logs.Select(log => log.Key == "lr" ? KeyValuePair.Create("learning_rate", log.Value) : log)
            .OrderBy(log => log.Key == "learning_rate" ? 2 : log.Key.StartsWith("val_", StringComparison.Ordinal) ? 1 : 0)
            .ThenBy(log => log.Key, StringComparer.Ordinal);
}
