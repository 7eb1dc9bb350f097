using System.Globalization;
using System.Text.RegularExpressions;

namespace Spam.Tests.Keras.Models;

/// <summary>What a line of Keras's progress text says: the states of its bar, with their figures.</summary>
sealed partial record ProgressText(int Target, IReadOnlyList<ProgressState> States)
{
    public static ProgressText Read(string line)
    {
        var matches = State().Matches(line);
        var states = new List<ProgressState>();
        foreach (Match match in matches)
        {
            var text = line[match.Index..];
            var end = text.IndexOf('\b', StringComparison.Ordinal);
            var figures = Figure().Matches(end < 0 ? text : text[..end])
                .Select(figure => KeyValuePair.Create(figure.Groups[1].Value, float.Parse(figure.Groups[2].Value, CultureInfo.InvariantCulture)));
            states.Add(new(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), [.. figures]));
        }

        return new(int.Parse(matches[0].Groups[2].Value, CultureInfo.InvariantCulture), states);
    }

    /// <summary>Times become one form; runs of backspaces and blanks depend on how long the times were.</summary>
    public static string WithoutTimes(string text) => Backspaces().Replace(Time().Replace(text, " TIME"), "<");

    [GeneratedRegex(@"(\d+)/(\d+) (?:\[|- )")]
    private static partial Regex State();

    [GeneratedRegex(@" - (\w+): (\d+\.\d{4}(?:e[+-]\d+)?)")]
    private static partial Regex Figure();

    [GeneratedRegex(@" (?:ETA: )?\d+(?:s|ms|us)(?:/step|/epoch)?\b")]
    private static partial Regex Time();

    [GeneratedRegex("\b+| +(?=\n)")]
    private static partial Regex Backspaces();
}

/// <summary>The bar at one step.</summary>
sealed record ProgressState(int Current, IReadOnlyList<KeyValuePair<string, float>> Figures);
