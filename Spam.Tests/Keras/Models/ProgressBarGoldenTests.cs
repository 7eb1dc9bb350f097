using System.Globalization;
using System.Text.RegularExpressions;
using Spam.Keras.Models;

namespace Spam.Tests.Keras.Models;

/// <summary>
/// The progress text of Keras 2.15, byte by byte with the times left out. The figures that Keras printed are fed to our bar at the same
/// steps; what stands around them has to come out the same.
/// </summary>
public partial class ProgressBarGoldenTests
{
    public static TheoryData<string> Files
    {
        get
        {
            var folder = GoldenData.PathOf("numerics/text_output");
            var files = new TheoryData<string>();
            if (Directory.Exists(folder))
            {
                // Texts of callbacks belong to the callbacks; Keras 3's bar is another one.
                foreach (var file in Directory.GetFiles(folder, "*_verbose?.keras2.txt").Where(file => !file.Contains("callbacks", StringComparison.Ordinal)).Order())
                    files.Add(Path.GetFileName(file));
            }

            return files.Count > 0 ? files : new() { "absent" };
        }
    }

    [SkippableTheory, MemberData(nameof(Files))]
    public void The_text_is_Keras(string file)
    {
        var golden = File.ReadAllText(GoldenData.Require($"numerics/text_output/{file}"));
        var verbose = file.Contains("verbose1", StringComparison.Ordinal) ? Verbose.ProgressBar : Verbose.OneLine;
        var output = new StringWriter();
        foreach (var line in golden.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Replay(line, verbose, output);

        Assert.Equal(WithoutTimes(golden), WithoutTimes(output.ToString()));
    }

    static void Replay(string line, Verbose verbose, TextWriter output)
    {
        if (line.StartsWith("Epoch", StringComparison.Ordinal))
        {
            output.Write(line + "\n");
            return;
        }

        var states = State().Matches(line); // a bar's states: the first step, and the end
        var target = int.Parse(states[0].Groups[2].Value, CultureInfo.InvariantCulture);
        var bar = new ProgressBar(target, verbose, output, new StandingClock());
        foreach (Match state in states)
        {
            var current = int.Parse(state.Groups[1].Value, CultureInfo.InvariantCulture);
            var text = line[state.Index..];
            var end = text.IndexOf('\b', StringComparison.Ordinal);
            var figures = Figure().Matches(end < 0 ? text : text[..end])
                .Select(match => KeyValuePair.Create(match.Groups[1].Value, float.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture)));
            if (current < target)
                bar.Update(current, figures);
            else
                bar.Finish(figures);
        }
    }

    /// <summary>Times become one form; runs of backspaces and blanks depend on how long the times were.</summary>
    static string WithoutTimes(string text) => Backspaces().Replace(Time().Replace(text, " TIME"), "<");

    [GeneratedRegex(@"(\d+)/(\d+) (?:\[|- )")]
    private static partial Regex State();

    [GeneratedRegex(@" - (\w+): (\d+\.\d{4}(?:e[+-]\d+)?)")]
    private static partial Regex Figure();

    [GeneratedRegex(@" (?:ETA: )?\d+(?:s|ms|us)(?:/step|/epoch)?\b")]
    private static partial Regex Time();

    [GeneratedRegex("\b+| +(?=\n)")]
    private static partial Regex Backspaces();

    sealed class StandingClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
