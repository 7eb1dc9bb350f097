using Spam.Keras.Models;

namespace Spam.Tests.Keras.Models;

/// <summary>
/// The progress text of Keras 2.15, byte by byte with the times left out. The figures that Keras printed are fed to our bar at the same
/// steps; what stands around them has to come out the same.
/// </summary>
public class ProgressBarGoldenTests
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
        {
            if (line.StartsWith("Epoch", StringComparison.Ordinal))
                output.Write(line + "\n");
            else
                Replay(ProgressText.Read(line), verbose, output);
        }

        Assert.Equal(ProgressText.WithoutTimes(golden), ProgressText.WithoutTimes(output.ToString()));
    }

    static void Replay(ProgressText text, Verbose verbose, TextWriter output)
    {
        var bar = new ProgressBar(text.Target, verbose, output, new StandingClock());
        foreach (var state in text.States)
        {
            if (state.Current < text.Target)
                bar.Update(state.Current, state.Figures);
            else
                bar.Finish(state.Figures);
        }
    }
}
