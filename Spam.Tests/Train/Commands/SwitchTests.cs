using System.Text.Json;
using Spam.Tests.Train.LongWork;
using Spam.Tests.Train.Training;
using Spam.Train.Commands;
using Spam.Train.LongWork;

namespace Spam.Tests.Train.Commands;

/// <summary>What all commands have in common: <c>--quiet</c>, <c>--json</c>, Ctrl-C, and what they print where.</summary>
public sealed class SwitchTests : IDisposable
{
    const string Train = $"train --data data.csv {TinyData.Arguments}", Convert = "convert artifacts/spam/v1 out.h5";

    readonly TemporaryFolder _folder = new();

    public SwitchTests() => TinyData.Write(_folder);

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Commands =>
        [$"{Train} --version v2", "predict free", "explain free", "evaluate --data data.csv --folds 2", "dataset data.csv --out out.csv", Convert, "inspect artifacts/spam/v1"];

    [Theory]
    [InlineData($"{Train} --version v2", "14 test rows\n", "Epoch", "lstm (LSTM)", "Data set", "Ask it")]
    [InlineData("predict free", "spam  0.", "Type")]
    [InlineData("explain free", "spam v1 reads a text", "Leaving")]
    [InlineData("evaluate --data data.csv --folds 2", "spam v1 on data.csv", "Fold 1/2", "Report written")]
    [InlineData("dataset data.csv", "40", "Reading")]
    [InlineData(Convert, "", "Written")]
    [InlineData("inspect artifacts/spam/v1", "lstm (LSTM)", "Reading")]
    public void A_quiet_command_prints_its_result_alone(string words, string result, params string[] notes)
    {
        Model();

        var quiet = Watched($"{words} --quiet");

        Assert.Equal((0, ""), (quiet.ExitCode, quiet.Error));
        Assert.Contains(result, quiet.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.All(notes, note => Assert.DoesNotContain(note, quiet.Output, StringComparison.Ordinal));
        if (result.Length == 0)
            Assert.Equal("", quiet.Output);
    }

    [Fact]
    public void Quiet_is_not_silent_about_errors()
    {
        var run = CommandLineRun.Of(_folder.Path, "inspect none.h5 --quiet");

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("Error: ", run.Error);
    }

    [Fact]
    public void Scoring_lines_quietly_says_nothing_but_of_bad_lines()
    {
        Model();

        var fine = Lines("{\"text\":\"free\"}\n");
        var bad = Lines("{}\n");

        Assert.Equal((0, ""), (fine.ExitCode, fine.Error));
        Assert.Equal(1, bad.ExitCode);
        Assert.StartsWith("1 line, 1 bad", bad.Error);

        CommandLineRun Lines(string lines) => CommandLineRun.Of(
            _folder.Path, ["predict", "--jsonl", "--quiet"], change: terminal => terminal with { InputBytes = () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(lines)) });
    }

    [Theory, MemberData(nameof(Commands))]
    public void For_machines_the_output_is_one_JSON_object(string words)
    {
        Model();

        var run = CommandLineRun.Of(_folder.Path, $"{words} --json");
        var quiet = CommandLineRun.Of(_folder.Path, $"{words} --json --quiet --overwrite".Replace(" --overwrite", words[0] is 't' or 'c' or 'd' ? " --overwrite" : "", StringComparison.Ordinal));

        Assert.Equal((0, 0, ""), (run.ExitCode, quiet.ExitCode, quiet.Error));
        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(run.Output).RootElement.ValueKind);
        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(quiet.Output).RootElement.ValueKind);
    }

    [Fact]
    public void Training_tells_machines_all_that_it_tells_people()
    {
        var run = CommandLineRun.Of(_folder.Path, $"{Train} --json --tensorboard runs/a");
        var dry = CommandLineRun.Of(_folder.Path, $"{Train} --json --dry-run --version v2");

        var root = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(_folder["artifacts/spam/v1"], root.GetProperty("model").GetProperty("folder").GetString());
        Assert.Equal(1, root.GetProperty("scores").GetProperty("accuracy").GetDouble());
        Assert.Equal(8, root.GetProperty("settings").GetProperty("units").GetInt32());
        Assert.Equal((26, 14, 6), (root.GetProperty("rows").GetProperty("train").GetInt32(), root.GetProperty("rows").GetProperty("test").GetInt32(), root.GetProperty("epochs").GetInt32()));
        Assert.Contains("spam_tokenizer.json", root.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("path").GetString()));
        Assert.Equal($"tensorboard --logdir {_folder["runs/a"]}", root.GetProperty("tensorboard").GetString());
        Assert.Contains("Epoch 6/6", run.Error, StringComparison.Ordinal);
        Assert.Contains("lstm (LSTM)", run.Error, StringComparison.Ordinal);
        Assert.True(JsonDocument.Parse(dry.Output).RootElement.GetProperty("dry_run").GetBoolean());
    }

    [Fact]
    public void TensorBoard_gets_its_files_and_the_command_is_printed()
    {
        var run = CommandLineRun.Of(_folder.Path, $"{Train} --tensorboard runs");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains($"  tensorboard --logdir {_folder["runs"]}", run.Output, StringComparison.Ordinal);
        foreach (var part in (string[])["train", "validation"])
        {
            var file = Assert.Single(Directory.GetFiles(_folder[$"runs/{part}"], "events.out.tfevents.*"));
            var text = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file));
            Assert.Contains("epoch_loss", text, StringComparison.Ordinal);
            Assert.Contains("epoch_accuracy", text, StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(Commands))]
    public void Interrupted_a_command_writes_nothing_and_ends_with_130(string words)
    {
        Model();
        var before = Contents();
        using var interruption = new CancellationTokenSource();
        interruption.Cancel();

        var run = CommandLineRun.Of(_folder.Path, words, cancellation: interruption.Token);

        Assert.Equal((130, "Interrupted."), (run.ExitCode, run.Error.Trim()));
        Assert.Equal(before, Contents());
    }

    [Theory]
    [InlineData("dataset data.csv --out out.csv", "Reading data.csv")]
    [InlineData("dataset data.csv --out out.csv", "Writing ")]
    [InlineData("dataset data.csv --out out.csv --split test=0.5", "Writing ")]
    [InlineData("evaluate --data data.csv", "Scoring ")]
    [InlineData("evaluate --data data.csv", "Leaving words out")]
    [InlineData("evaluate --data data.csv --folds 2", "Training 2 folds")]
    [InlineData("train --data data.csv --version v2", "Reading ")]
    [InlineData("train --data data.csv --model bag-of-words --num-words 20 --max-length 6 --trials 3 --version v2", "Training 3 trials")]
    public void Interrupted_in_the_middle_no_half_file_is_left(string words, string when)
    {
        Model();
        var before = Contents();
        using var interruption = new CancellationTokenSource();
        using var line = new InterruptingWriter($"\r{when}", interruption);

        var run = CommandLineRun.Of(_folder.Path, words.Split(' '), cancellation: interruption.Token, change: Watching(line));

        Assert.Equal(130, run.ExitCode);
        Assert.Contains($"\r{when}", line.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, Contents());
    }

    [SkippableFact]
    public async Task Ctrl_C_ends_a_training_process_with_what_it_kept()
    {
        Skip.If(OperatingSystem.IsWindows(), "Signals are of Unix.");
        await using var process = TrainProcess.Start(_folder.Path, Train.Split(' '));

        while (await process.Output.ReadLineAsync() is { } line && !line.StartsWith("Epoch 3/6", StringComparison.Ordinal))
        {
            // The first epochs.
        }

        process.Interrupt();
        await process.Output.ReadToEndAsync();
        var (exitCode, error) = await process.EndAsync();

        Assert.True(exitCode == 130 || File.Exists(_folder["artifacts/spam/v1/manifest.json"]), error); // four tiny epochs may be over first
        Assert.True(exitCode == 0 || error.Contains("--resume", StringComparison.Ordinal), error);
    }

    [Theory]
    [InlineData(null, null, true, true)]
    [InlineData(null, "1", true, false)]
    [InlineData(null, "", true, true)]
    [InlineData("xterm-256color", null, true, true)]
    [InlineData("dumb", null, false, true)]
    public void The_environment_says_what_a_terminal_can(string? term, string? noColor, bool isTerminal, bool hasColor)
    {
        using var error = new StringWriter();
        var plain = new Terminal(TextReader.Null, TextWriter.Null, error, InputIsTyped: true, OutputIsTerminal: true, _folder.Path, TimeProvider.System);

        var terminal = plain.In(name => name == "TERM" ? term : name == "NO_COLOR" ? noColor : null, errorIsTerminal: true);

        Assert.Equal((isTerminal, hasColor, isTerminal), (terminal.OutputIsTerminal, terminal.HasColor, terminal.Display.IsMoving));
    }

    [SkippableTheory]
    [InlineData("", true)]
    [InlineData("NO_COLOR=1 ", false)]
    [InlineData("TERM=dumb ", false)]
    public async Task On_a_real_terminal_codes_are_written_only_where_they_are_wanted(string environment, bool hasCodes)
    {
        const string Script = "/usr/bin/script"; // of util-linux: runs a command on a terminal of its own
        Skip.IfNot(File.Exists(Script), "There is no script here that gives a terminal.");
        Model();
        var start = new System.Diagnostics.ProcessStartInfo(Script, ["-qec", $"{environment}dotnet {Path.Combine(AppContext.BaseDirectory, "Spam.Train.dll")} explain free", "/dev/null"])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        start.Environment["TERM"] = "xterm-256color";
        start.Environment.Remove("NO_COLOR");
        using var process = System.Diagnostics.Process.Start(start)!; // a program is named: there is a process

        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Contains("Scores", output, StringComparison.Ordinal);
        var text = output.Replace("\e[?1h\e=", "", StringComparison.Ordinal).Replace("\e[?1h", "", StringComparison.Ordinal).Replace("\e[?1l\e>", "", StringComparison.Ordinal);
        Assert.Equal(hasCodes, text.Contains("\e[", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_no_terminal_gets_plain_lines()
    {
        var run = Watched(Train, isMoving: false);

        Assert.DoesNotContain('\b', run.Output);
        Assert.DoesNotContain('\r', run.Output.ReplaceLineEndings("\n"));
        Assert.DoesNotContain('\e', run.Output + run.Error);
        Assert.DoesNotContain('\r', run.Error.ReplaceLineEndings("\n"));
        Assert.Matches("^(Reading .* - [0-9]+ %.*\n|Training - [0-9]+ %, .* left\n|Scoring .*\n)+$", run.Error.ReplaceLineEndings("\n"));
        Assert.Equal(12, run.Output.Split('\n').Count(line => line.StartsWith("Epoch ", StringComparison.Ordinal) || line.StartsWith("7/7 ", StringComparison.Ordinal)));
    }

    void Model()
    {
        var run = CommandLineRun.Of(_folder.Path, Train);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    // With a display whose every report is due: what is shown there comes with the errors.
    CommandLineRun Watched(string words, bool isMoving = true) => CommandLineRun.Of(_folder.Path, words.Split(' '), change: terminal => Watching(terminal.Error, isMoving)(terminal));

    static Func<Terminal, Terminal> Watching(TextWriter line, bool isMoving = true)
        => terminal => terminal with { Display = new WorkDisplay(line, new SteppingClock(TimeSpan.FromSeconds(1)), isMoving) };

    SortedDictionary<string, string> Contents()
        => new(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).ToDictionary(path => path, path => System.Convert.ToHexString(File.ReadAllBytes(path))), StringComparer.Ordinal);
}
