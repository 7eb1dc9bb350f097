using System.CommandLine;
using Spam.Keras.Models;
using Spam.Keras.Saving.Callbacks;
using Spam.Train.LongWork;
using Spam.Train.Reports;
using Spam.Train.Resuming;
using Spam.Train.Settings;
using Spam.Train.Training;
using Spam.Train.Trials;

namespace Spam.Train.Commands;

/// <summary><c>train</c>: from a CSV file to a model folder.</summary>
sealed class TrainCommand(Terminal terminal)
{
    const string Resume = "--resume";

    readonly TrainSettings _settings = new();
    readonly TrainOutput _output = new(terminal);
    readonly Option<string?> _config = StrictOptions.Text(
        "--config", "A JSON file with any of these options as keys, as the run.json of a model folder; what is typed goes before it.", "file");
    readonly Option<bool> _dryRun = new("--dry-run") { Description = "Report on the data and the network, train and write nothing." };
    readonly Option<bool> _resume = new(Resume) { Description = "Go on with the same training where it was interrupted, to the same weights as without the interruption." };
    readonly Option<string?> _tensorBoard = StrictOptions.Text("--tensorboard", "Write the figures of each epoch for TensorBoard into this folder.", "folder");
    readonly Option<bool> _isJson = new("--json") { Description = "Answer with one JSON object; all else goes to standard error." };

    /// <summary>The command with its options.</summary>
    public Command Create(CancellationToken cancellation)
    {
        var command = new Command("train", "Train a classifier on a CSV file, and write it into a model folder. This is the default command.");
        foreach (var setting in _settings.All)
            command.Add(setting.Option);
        foreach (var option in (Option[])[_config, _dryRun, _resume, _tensorBoard, _isJson])
            command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_dryRun) && result.GetValue(_resume))
                result.AddError($"--dry-run trains nothing, so there is nothing for {Resume} to go on with. Leave one of them out.");
        });
        command.SetAction(result => Run(result, TrainRequest.Read(result, _settings, result.GetValue(_config), terminal), cancellation));
        return command;
    }

    int Run(ParseResult typed, TrainRequest request, CancellationToken cancellation)
    {
        var (isDryRun, options) = (typed.GetValue(_dryRun), request.Options);
        var kept = new KeptTraining(options.ModelFolder);
        if (kept.IsThere && !isDryRun && !typed.GetValue(_resume) && !options.Overwrite)
            throw new TrainingException($"{kept.Folder} keeps a training that was interrupted. Go on with it with {Resume}, or train anew with --overwrite.");

        var run = Prepare(isDryRun ? options with { Overwrite = true } : options, cancellation);
        _output.Describe(run);
        if (isDryRun)
        {
            _output.DescribeDryRun(run);
            return ExitCode.Fine;
        }

        var isResumed = typed.GetValue(_resume) && kept.IsThere;
        var stop = cancellation;
        if (isResumed)
        {
            run = new(kept.Continue(options, run.Corpus), run.Corpus);
        }
        else if (options.Trials > 0)
        {
            if (Search(request, run, cancellation) is not { } best)
                return ExitCode.Interrupted;

            run = new(best.Options, run.Corpus);
            stop = cancellation.IsCancellationRequested ? CancellationToken.None : cancellation; // an interrupted search is over; the best of it is trained
        }

        if (typed.GetValue(_resume))
            terminal.Notes.WriteLine(isResumed ? $"Going on with the training in {kept.Folder}.\n" : "There is no interrupted training to go on with; it begins at the beginning.\n");
        run.Model.Summary(terminal.Notes);
        if (!isResumed)
            kept.Begin(options, run);
        return Train(run, kept, TensorBoardFolder(typed), ResumeWords.Of(typed, Resume), stop);
    }

    TrainingRun Prepare(TrainOptions options, CancellationToken cancellation)
    {
        using var work = terminal.Work.Begin($"Reading {options.Data}", cancellation);
        return TrainingRun.Prepare(options, work);
    }

    int Train(TrainingRun run, KeptTraining kept, string? tensorBoard, string resumeWords, CancellationToken stop)
    {
        using var work = (terminal.Verbose == Verbose.ProgressBar ? WorkDisplay.None : terminal.Work).Begin("Training", stop); // the bar of Keras tells it there
        var epochs = new EpochCounter();
        List<Callback> callbacks = [.. kept.Callbacks, epochs, new FitProgress(work)];
        if (tensorBoard is not null)
        {
            callbacks.Add(new TensorBoard(tensorBoard, clock: terminal.Clock));
            terminal.Notes.WriteLine($"Look at it in TensorBoard:\n  {TrainOutput.TensorBoardCommand(tensorBoard)}\n");
        }

        try
        {
            var result = run.Train(terminal.Verbose, terminal.Notes, callbacks, stop, terminal.Work);
            stop.ThrowIfCancellationRequested();
            var manifest = Artifacts.Write(run, result with { History = kept.Figures.History }, terminal.Clock.GetUtcNow());
            kept.Remove();
            _output.Print(run, result, manifest, tensorBoard);
            return ExitCode.Fine;
        }
        catch (OperationCanceledException)
        {
            work.Wipe();
            var folder = run.Options.ModelFolder;
            var before = Path.Exists(folder) ? $"{folder} is whole, as it was before" : $"{folder} was not made";
            terminal.Error.WriteLine($"\nInterrupted after {epochs.NumFinished} of {run.NumEpochs} epochs. Nothing was written: {before}.");
            if (kept.IsThere)
                terminal.Error.WriteLine($"What was learned in {Counted(epochs.NumFinished)} is kept in {kept.Folder}. Go on with it:\n  {resumeWords}");
            else
                kept.Remove();
            return ExitCode.Interrupted;
        }
    }

    // The best trial, also of an interrupted search; null where none was finished.
    Trial? Search(TrainRequest request, TrainingRun run, CancellationToken cancellation)
    {
        var search = new TrialSearch(request.Options, run.Corpus, request.Given);
        var trials = new List<Trial>();
        using var work = terminal.Work.Begin($"Training {request.Options.Trials} trials", cancellation);
        try
        {
            foreach (var trial in search.Run(cancellation, work))
            {
                trials.Add(trial);
                work.Wipe();
                terminal.Notes.WriteLine($"Trial {trial.Number} of {run.Options.Trials}: {run.Head.ScoreName} {Figures.Share(trial.Score)} in {Figures.Seconds(trial.Time)}, {trial.Choice}");
            }
        }
        catch (OperationCanceledException)
        {
            work.Wipe();
            terminal.Error.WriteLine(trials.Count == 0
                ? "\nInterrupted before the first trial was finished. Nothing was written."
                : $"\nInterrupted after {trials.Count} of {run.Options.Trials} trials; the best of them is trained now. Ctrl-C again ends at once, and writes nothing.");
        }

        if (trials.Count == 0)
            return null;

        terminal.Notes.WriteLine();
        terminal.NoteReports.Print(TrialTable.Of(trials, search.NumHeldBack, run.Head.ScoreName));
        var best = TrialSearch.Best(trials);
        terminal.Notes.WriteLine($"Trial {best.Number} is trained on all training rows: {best.Choice}\n");
        return best;
    }

    string? TensorBoardFolder(ParseResult typed) => typed.GetValue(_tensorBoard) is { } folder ? Path.GetFullPath(terminal.PathOf(folder)) : null;

    static string Counted(int numEpochs) => numEpochs == 1 ? "this epoch" : $"these {numEpochs} epochs";
}
