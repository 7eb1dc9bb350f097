using Spam.Model;
using Spam.Tests.Train.Commands;
using Spam.Tests.Train.LongWork;
using Spam.Tests.Train.Training;
using Spam.Train.LongWork;
using Spam.Train.Resuming;

namespace Spam.Tests.Train.Resuming;

public sealed class ResumeTests : IDisposable
{
    static readonly string _options = $"--data data.csv {TinyData.Arguments.Replace("dropout 0 ", "dropout 0.3 ", StringComparison.Ordinal)}"; // with random numbers in each step

    readonly TemporaryFolder _folder = new(), _whole = new();

    public ResumeTests()
    {
        TinyData.Write(_folder);
        TinyData.Write(_whole);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _whole.Dispose();
    }

    [Theory]
    [InlineData("Epoch 2/6", 1)]
    [InlineData("Epoch 6/6", 5)]
    public void Interrupted_after_an_epoch_it_goes_on_to_the_same_weights(string when, int numEpochs)
    {
        var interrupted = Interrupt(when);

        var resumed = Run($"{_options} --resume");

        Assert.Equal(130, interrupted.ExitCode);
        Assert.Contains($"Interrupted after {numEpochs} of 6 epochs.", interrupted.Error, StringComparison.Ordinal);
        Assert.Equal((0, ""), (resumed.ExitCode, resumed.Error));
        Assert.Contains($"Epoch {numEpochs + 1}/6", resumed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain($"Epoch {numEpochs}/6", resumed.Output, StringComparison.Ordinal);
        AssertAsWhole("");
    }

    [Theory]
    [InlineData("Training [####....", 1)] // a fifth of 42 steps: in the second epoch
    [InlineData("Training [###########....", 3)]
    public void Interrupted_inside_an_epoch_it_begins_that_epoch_again(string when, int numEpochs)
    {
        using var interruption = new CancellationTokenSource();
        using var line = new InterruptingWriter(when, interruption);
        var display = new WorkDisplay(line, new SteppingClock(TimeSpan.FromSeconds(1)), isMoving: true);

        var interrupted = CommandLineRun.Of(_folder.Path, _options.Split(' '), cancellation: interruption.Token, change: terminal => terminal with { Display = display });
        var resumed = Run($"{_options} --resume");

        Assert.Equal(130, interrupted.ExitCode);
        Assert.Contains($"Interrupted after {numEpochs} of 6 epochs.", interrupted.Error, StringComparison.Ordinal);
        Assert.Equal(0, resumed.ExitCode);
        AssertAsWhole("");
    }

    [Fact]
    public void Interrupted_while_test_rows_are_scored_nothing_is_trained_again()
    {
        using var interruption = new CancellationTokenSource();
        using var output = new InterruptingWriter("Epoch 6/6", interruption); // then the last epoch is begun again
        CommandLineRun.Of(_folder.Path, _options.Split(' '), output: output, cancellation: interruption.Token);
        using var second = new CancellationTokenSource();
        using var last = new InterruptingWriter("val_loss", second); // the line after the last epoch

        var scoring = CommandLineRun.Of(_folder.Path, $"{_options} --resume".Split(' '), output: last, cancellation: second.Token);
        var resumed = Run($"{_options} --resume");

        Assert.Contains("Interrupted after 6 of 6 epochs.", scoring.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Epoch", resumed.Output, StringComparison.Ordinal);
        AssertAsWhole("");
    }

    [SkippableFact]
    public async Task A_killed_process_is_gone_on_with()
    {
        Skip.If(OperatingSystem.IsWindows(), "The process is found by its signals.");
        await using (var process = TrainProcess.Start(_folder.Path, _options.Split(' ')))
        {
            while (await process.Output.ReadLineAsync() is { } line && !line.StartsWith("Epoch 3/6", StringComparison.Ordinal))
            {
                // The first epochs.
            }
        } // which kills it

        var resumed = Run($"{_options} --resume");

        Assert.Equal((0, ""), (resumed.ExitCode, resumed.Error));
        AssertAsWhole("");
    }

    [Fact]
    public void The_command_that_resumes_is_printed()
    {
        var interrupted = Interrupt("Epoch 3/6", " --name t1");

        var command = interrupted.Error.TrimEnd().Split('\n')[^1].Trim();
        const string Before = "dotnet run --project Spam.Train -- ";
        Assert.StartsWith(Before + "train --data data.csv ", command);
        Assert.EndsWith(" --name t1 --resume", command, StringComparison.Ordinal);
        Assert.Contains($"What was learned in these 2 epochs is kept in {_folder["artifacts/t1/.v1.training"]}.", interrupted.Error, StringComparison.Ordinal);
        Assert.Equal(0, Run(command[Before.Length..]).ExitCode);
        AssertAsWhole(" --name t1", "t1");
    }

    [Fact]
    public void Other_options_and_other_data_are_refused_by_name()
    {
        Interrupt("Epoch 3/6");

        var options = Run($"{_options} --resume --seed 9 --format h5");
        File.AppendAllText(_folder["data.csv"], "ham,one row more\n");
        var data = Run($"{_options} --resume");

        Assert.Equal((1, 1), (options.ExitCode, data.ExitCode));
        Assert.Contains(
            $"--resume cannot go on with the training in {_folder["artifacts/spam/.v1.training"]}: seed was 1 and is 9; format was saved_model and is h5. Give what was given then,",
            options.Error, StringComparison.Ordinal);
        Assert.Matches("the data's SHA-256 was [0-9a-f]{64} and is [0-9a-f]{64}", data.Error);
        Assert.True(Directory.Exists(_folder["artifacts/spam/.v1.training/training"]));
    }

    [Fact]
    public void Threads_and_the_place_of_the_data_may_differ()
    {
        Interrupt("Epoch 3/6");
        File.Move(_folder["data.csv"], _folder["moved.csv"]);

        var resumed = Run($"{_options.Replace("data.csv", "moved.csv", StringComparison.Ordinal)} --threads 1 --resume");

        Assert.Equal((0, ""), (resumed.ExitCode, resumed.Error));
        AssertAsWhole("");
    }

    [Fact]
    public void What_is_kept_is_neither_lost_by_forgetting_the_option_nor_kept_against_the_will()
    {
        Interrupt("Epoch 3/6");

        var forgotten = Run(_options);
        var anew = Run($"{_options} --overwrite");

        Assert.Equal(1, forgotten.ExitCode);
        Assert.Contains(
            $"{_folder["artifacts/spam/.v1.training"]} keeps a training that was interrupted. Go on with it with --resume, or train anew with --overwrite.",
            forgotten.Error, StringComparison.Ordinal);
        Assert.Equal(0, anew.ExitCode);
        Assert.Contains("Epoch 1/6", anew.Output, StringComparison.Ordinal);
        AssertAsWhole("");
    }

    [Fact]
    public void Without_anything_kept_it_begins_at_the_beginning()
    {
        var run = Run($"{_options} --resume");

        Assert.Contains("There is no interrupted training to go on with; it begins at the beginning.", run.Output, StringComparison.Ordinal);
        AssertAsWhole("");
    }

    [Fact]
    public void Figures_that_are_no_numbers_are_kept_too()
    {
        var path = _folder["figures.json"];
        var figures = new EpochFigures(path);
        figures.OnEpochEnd(0, new Dictionary<string, float> { ["loss"] = float.NaN, ["val_loss"] = float.PositiveInfinity, ["accuracy"] = 0.1f });
        figures.OnEpochEnd(1, new Dictionary<string, float> { ["loss"] = 1, ["val_loss"] = 2, ["accuracy"] = 3 });

        var again = new EpochFigures(path);
        again.OnTrainBegin();
        again.OnEpochEnd(1, new Dictionary<string, float> { ["loss"] = 0.5f, ["val_loss"] = 1, ["accuracy"] = 1 }); // the second epoch once more

        Assert.Equal([0, 1], again.History.Epochs);
        Assert.Equal([float.NaN, 0.5f], again.History["loss"]);
        Assert.Equal([float.PositiveInfinity, 1], again.History["val_loss"]);
        Assert.Equal([0.1f, 1], again.History["accuracy"]);
    }

    [Theory]
    [InlineData("origin.json", "Train anew with --overwrite in the place of --resume.")]
    [InlineData("figures.json", "Train anew with --overwrite in the place of --resume.")]
    public void What_is_damaged_is_named(string file, string advice)
    {
        Interrupt("Epoch 3/6");
        _folder.Write($"artifacts/spam/.v1.training/{file}", "{");

        var run = Run($"{_options} --resume");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"{file} cannot be read: ", run.Error, StringComparison.Ordinal);
        Assert.EndsWith(advice, run.Error.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_search_is_not_done_again()
    {
        const string Options = "--data data.csv --model bag-of-words --num-words 20 --max-length 6 --batch-size 8 --trials 2 --epochs 4";
        Run(Options, _whole);
        using var interruption = new CancellationTokenSource();
        using var output = new InterruptingWriter("Epoch 3/4", interruption);
        CommandLineRun.Of(_folder.Path, Options.Split(' '), output: output, cancellation: interruption.Token);

        var resumed = Run($"{Options} --resume");

        Assert.Equal((0, ""), (resumed.ExitCode, resumed.Error));
        Assert.DoesNotContain("Trial 1", resumed.Output, StringComparison.Ordinal);
        AssertSame("spam");
    }

    CommandLineRun Interrupt(string when, string more = "")
    {
        using var interruption = new CancellationTokenSource();
        using var output = new InterruptingWriter(when, interruption);
        return CommandLineRun.Of(_folder.Path, (_options + more).Split(' '), output: output, cancellation: interruption.Token);
    }

    void AssertAsWhole(string more, string name = "spam")
    {
        Assert.Equal(0, Run(_options + more, _whole).ExitCode);
        AssertSame(name);
    }

    void AssertSame(string name)
    {
        var (resumed, whole) = (_folder[$"artifacts/{name}/v1"], _whole[$"artifacts/{name}/v1"]);
        Assert.Equal(AIModel.Load(whole).ContentHash, AIModel.Load(resumed).ContentHash);
        Assert.Equal(File.ReadAllText(Path.Combine(whole, "training_log.csv")), File.ReadAllText(Path.Combine(resumed, "training_log.csv")));
        Assert.Equal("v1", Assert.Single(Directory.GetFileSystemEntries(_folder[$"artifacts/{name}"]).Select(Path.GetFileName))); // nothing is kept any more
    }

    CommandLineRun Run(string words, TemporaryFolder? folder = null) => CommandLineRun.Of((folder ?? _folder).Path, words);
}
