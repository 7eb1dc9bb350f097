using System.CommandLine;
using Spam.Train.Reports;
using Spam.Train.Training;

namespace Spam.Train.Commands;

/// <summary><c>train</c>: from a CSV file to a model folder.</summary>
sealed class TrainCommand(Terminal terminal)
{
    readonly TrainCommandOptions _options = new();

    /// <summary>The command with its options.</summary>
    public Command Create(CancellationToken cancellation)
    {
        var command = new Command("train", "Train a classifier on a CSV file, and write it into a model folder. This is the default command.");
        foreach (var option in _options.All)
            command.Add(option);
        command.SetAction(result => Run(_options.Read(result, terminal), result.GetValue(_options.DryRun), cancellation));
        return command;
    }

    int Run(TrainOptions options, bool isDryRun, CancellationToken cancellation)
    {
        var output = terminal.Output;
        var run = TrainingRun.Prepare(isDryRun ? options with { Overwrite = true } : options);
        terminal.Reports.Print(run.Corpus.Report().ToReport());
        PrintLeaks(run);
        run.Model.Summary(output);
        if (isDryRun)
        {
            output.WriteLine($"Dry run: nothing was trained, and nothing was written to {options.ModelFolder}.");
            return ExitCode.Fine;
        }

        var epochs = new EpochCounter();
        try
        {
            var result = run.Train(terminal.Verbose, output, [epochs], cancellation);
            cancellation.ThrowIfCancellationRequested();
            Artifacts.Write(run, result, terminal.Clock.GetUtcNow());
            PrintResult(run, result);
            return ExitCode.Fine;
        }
        catch (OperationCanceledException)
        {
            var before = Path.Exists(options.ModelFolder) ? $"{options.ModelFolder} is whole, as it was before" : $"{options.ModelFolder} was not made";
            terminal.Error.WriteLine($"\nInterrupted after {epochs.NumFinished} of {run.NumEpochs} epochs. Nothing was written: {before}.");
            return ExitCode.Interrupted;
        }
    }

    void PrintLeaks(TrainingRun run)
    {
        if (run.Options.Honest)
            terminal.Output.WriteLine($"Honest: {run.Corpus.NumRemoved} duplicates were removed; the tokenizer learned from the training rows only.\n");
        else
            terminal.Output.WriteLine("As in the workshop, duplicates stay and the tokenizer learned from all rows: scores are a little too good. --honest ends that.\n");
    }

    void PrintResult(TrainingRun run, TrainingResult result)
    {
        var report = result.Report.ToReport();
        terminal.Output.WriteLine();
        terminal.Reports.Print(report with
        {
            Facts =
            [
                .. report.Facts,
                new("logistic baseline", $"{Figures.Share(result.LogisticAccuracy)} (regression on word counts, the same rows and words)"),
                new("time", $"{Figures.Seconds(result.Time)} for {result.History.Epochs.Count} epochs"),
            ],
        });

        var folder = run.Options.ModelFolder;
        terminal.Output.WriteLine($"Written to {folder}:");
        foreach (var path in Directory.GetFileSystemEntries(folder).Order(StringComparer.Ordinal))
            terminal.Output.WriteLine($"  {Path.GetFileName(path)}{(Directory.Exists(path) ? "/" : "")}");
        terminal.Output.WriteLine();
        terminal.Output.WriteLine("Ask it:");
        terminal.Output.WriteLine($"  dotnet run --project Spam.Train -- predict {Question(folder)}");
    }

    static string Question(string folder) => folder == Path.Combine("artifacts", "spam", "v1")
        ? "\"You have WON a free prize, call now to claim\""
        : $"--model {(folder.Contains(' ') ? $"\"{folder}\"" : folder)} \"a text of yours\"";
}
