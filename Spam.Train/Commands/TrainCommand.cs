using System.CommandLine;
using Spam.Train.Reports;
using Spam.Train.Settings;
using Spam.Train.Training;
using Spam.Train.Trials;

namespace Spam.Train.Commands;

/// <summary><c>train</c>: from a CSV file to a model folder.</summary>
sealed class TrainCommand(Terminal terminal)
{
    readonly TrainSettings _settings = new();
    readonly Option<string?> _config = StrictOptions.Text(
        "--config", "A JSON file with any of these options as keys, as the run.json of a model folder; what is typed goes before it.", "file");
    readonly Option<bool> _dryRun = new("--dry-run") { Description = "Report on the data and the network, train and write nothing." };

    /// <summary>The command with its options.</summary>
    public Command Create(CancellationToken cancellation)
    {
        var command = new Command("train", "Train a classifier on a CSV file, and write it into a model folder. This is the default command.");
        foreach (var setting in _settings.All)
            command.Add(setting.Option);
        command.Add(_config);
        command.Add(_dryRun);
        command.SetAction(result => Run(TrainRequest.Read(result, _settings, result.GetValue(_config), terminal), result.GetValue(_dryRun), cancellation));
        return command;
    }

    int Run(TrainRequest request, bool isDryRun, CancellationToken cancellation)
    {
        var (output, options) = (terminal.Output, request.Options);
        var run = TrainingRun.Prepare(isDryRun ? options with { Overwrite = true } : options);
        terminal.Reports.Print(run.Corpus.Report().ToReport());
        PrintLeaks(run);
        if (run.Balance is { } balance)
            terminal.Reports.Print(balance.ToReport());
        if (isDryRun)
        {
            run.Model.Summary(output);
            output.WriteLine($"Dry run: nothing was trained, and nothing was written to {options.ModelFolder}.");
            return ExitCode.Fine;
        }

        var stop = cancellation;
        if (options.Trials > 0)
        {
            var search = new TrialSearch(options, run.Corpus, request.Given);
            if (Search(search, run, cancellation) is not { } best)
                return ExitCode.Interrupted;

            run = new(best.Options, run.Corpus);
            stop = cancellation.IsCancellationRequested ? CancellationToken.None : cancellation; // an interrupted search is over; the best of it is trained
        }

        run.Model.Summary(output);
        var epochs = new EpochCounter();
        try
        {
            var result = run.Train(terminal.Verbose, output, [epochs], stop);
            stop.ThrowIfCancellationRequested();
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

    // The best trial, also of an interrupted search; null where none was finished.
    Trial? Search(TrialSearch search, TrainingRun run, CancellationToken cancellation)
    {
        var trials = new List<Trial>();
        try
        {
            foreach (var trial in search.Run(cancellation))
            {
                trials.Add(trial);
                terminal.Output.WriteLine($"Trial {trial.Number} of {run.Options.Trials}: {run.Head.ScoreName} {Figures.Share(trial.Score)} in {Figures.Seconds(trial.Time)}, {trial.Choice}");
            }
        }
        catch (OperationCanceledException)
        {
            terminal.Error.WriteLine(trials.Count == 0
                ? "\nInterrupted before the first trial was finished. Nothing was written."
                : $"\nInterrupted after {trials.Count} of {run.Options.Trials} trials; the best of them is trained now. Ctrl-C again ends at once, and writes nothing.");
        }

        if (trials.Count == 0)
            return null;

        terminal.Output.WriteLine();
        terminal.Reports.Print(TrialTable.Of(trials, search.NumHeldBack, run.Head.ScoreName));
        var best = TrialSearch.Best(trials);
        terminal.Output.WriteLine($"Trial {best.Number} is trained on all training rows: {best.Choice}\n");
        return best;
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
                .. result.Logistic.Summary.Select(figure => new ReportFact($"logistic {figure.Name.Replace('_', ' ')}", Figures.Share(figure.Value))),
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
