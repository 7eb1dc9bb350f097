using System.Globalization;
using System.Text.RegularExpressions;
using Spam.Keras;
using Spam.Keras.Layers;
using Spam.Keras.Models;

namespace Spam.Tests.Keras.Models;

/// <summary>The progress text of Keras 3, byte by byte with the times left out: its figures are fed to our bar at the same steps.</summary>
public partial class Keras3ProgressBarGoldenTests
{
    const string Folder = "numerics/text_output";

    public static TheoryData<string> Files
    {
        get
        {
            var folder = GoldenData.PathOf(Folder);
            return [.. (Directory.Exists(folder) ? Directory.GetFiles(folder, "*_verbose?.keras3.txt") : [])
                .Select(file => Path.GetFileName(file))
                .Order(StringComparer.Ordinal)
                .DefaultIfEmpty("absent")];
        }
    }

    [SkippableTheory, MemberData(nameof(Files))]
    public void The_text_is_Keras(string file)
    {
        var golden = File.ReadAllText(GoldenData.Require($"{Folder}/{file}"));
        var verbose = file.Contains("verbose1", StringComparison.Ordinal) ? Verbose.ProgressBar : Verbose.OneLine;
        var output = new StringWriter();
        Keras3ProgressBar? bar = null;
        foreach (var line in golden.Split('\n'))
        {
            var states = State().Matches(line);
            if (states.Count == 0)
            {
                output.Write(line + "\n"); // of the callbacks, or the epoch's number
                continue;
            }

            for (var i = 0; i < states.Count; i++)
            {
                var end = i + 1 < states.Count ? states[i + 1].Index : line.Length;
                var (current, target) = (Number(states[i].Groups[1]), Number(states[i].Groups[2]));
                bar ??= new(target, verbose, output, new SecondsClock());
                if (IsLast(golden, line, i, states.Count))
                {
                    bar.Finish(Figures(line[states[i].Index..end]));
                    bar = null;
                }
                else
                {
                    bar.Update(current, Figures(line[states[i].Index..end]));
                    if (i == states.Count - 1)
                        output.Write('\n'); // a callback speaks in the middle of the line
                }
            }
        }

        Assert.Equal(WithoutTimes(golden), WithoutTimes(output.ToString()[..^1]));
    }

    [Fact]
    public void It_is_printed_on_request()
    {
        var model = new Sequential([new InputLayer(2), new Dense(1)], seed: 1) { ProgressDialect = Dialect.Keras3 };
        model.Compile("sgd", "mse");
        var output = new StringWriter();

        model.Fit(new Tensor(4, 2), new Tensor(4, 1), batchSize: 2, verbose: Verbose.OneLine, output: output);

        Assert.Matches(@"^2/2 - \d+s - \d+(s|ms|us)/step - loss: 0\.0000e\+00\n$", output.ToString());
    }

    // A line's last state ends its bar, unless a callback broke the line off: then the bar goes on in a later one.
    static bool IsLast(string golden, string line, int state, int numStates)
    {
        if (state < numStates - 1)
            return false;

        var next = golden.IndexOf(line, StringComparison.Ordinal) + line.Length + 1;
        return next >= golden.Length || line.Contains("- learning_rate", StringComparison.Ordinal) || !golden[next..].StartsWith("Epoch", StringComparison.Ordinal)
            || !golden[next..].Split('\n')[0].Contains("ReduceLROnPlateau", StringComparison.Ordinal);
    }

    static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    static Dictionary<string, float> Figures(string text)
        => Figure().Matches(text).ToDictionary(match => match.Groups[1].Value, match => float.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));

    static string WithoutTimes(string text) => Widths().Replace(Time().Replace(text, "TIME"), "");

    [GeneratedRegex(@"(\d+)/(\d+)(?:\e\[0m| - )")]
    private static partial Regex State();

    [GeneratedRegex(@" - (\w+): (\d+\.\d{4}(?:e[+-]\d+)?)")]
    private static partial Regex Figure();

    [GeneratedRegex(@"\d+(?:s|ms|us)(?:/step)?\b")]
    private static partial Regex Time();

    // Backspaces and blanks follow the widths of the times.
    [GeneratedRegex("\b+| +(?=[\n\b]|$)")]
    private static partial Regex Widths();

    /// <summary>A clock on which a second passes at each look.</summary>
    sealed class SecondsClock : TimeProvider
    {
        long _now;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _now++;
    }
}
