using Spam.Model;
using Spam.Train.Reports;
using Spam.Train.Reports.Json;
using Spam.Train.Resuming;
using Spam.Train.Training;

namespace Spam.Train.Commands;

/// <summary>What <c>train</c> prints: notes before and while it trains, then the result.</summary>
sealed class TrainOutput(Terminal terminal)
{
    /// <summary>Says what is known before training.</summary>
    public void Describe(TrainingRun run)
    {
        terminal.NoteReports.Print(run.Corpus.Report().ToReport());
        terminal.Notes.WriteLine(run.Options.Honest
            ? $"Honest: {run.Corpus.NumRemoved} duplicates were removed; the tokenizer learned from the training rows only.\n"
            : "As in the workshop, duplicates stay and the tokenizer learned from all rows: scores are a little too good. --honest ends that.\n");
        if (run.Balance is { } balance)
            terminal.NoteReports.Print(balance.ToReport());
    }

    /// <summary>Says what would be trained.</summary>
    public void DescribeDryRun(TrainingRun run)
    {
        run.Model.Summary(terminal.Notes);
        terminal.Notes.WriteLine($"Dry run: nothing was trained, and nothing was written to {run.Options.ModelFolder}.");
        if (terminal.IsForMachines)
            terminal.PrintJson(TrainingJson.OfDryRun(run));
    }

    /// <summary>Says how it went.</summary>
    public void Print(TrainingRun run, TrainingResult result, Manifest manifest, string? tensorBoard)
    {
        if (terminal.IsForMachines)
        {
            terminal.PrintJson(TrainingJson.Of(run, result, manifest, tensorBoard is null ? null : TensorBoardCommand(tensorBoard)));
            return;
        }

        var report = result.Report.ToReport();
        terminal.Notes.WriteLine();
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
        terminal.Output.WriteLine($"Written to {folder}{(terminal.IsQuiet ? "" : ":")}");
        foreach (var path in Directory.GetFileSystemEntries(folder).Order(StringComparer.Ordinal))
            terminal.Notes.WriteLine($"  {Path.GetFileName(path)}{(Directory.Exists(path) ? "/" : "")}");
        if (tensorBoard is not null)
            terminal.Notes.WriteLine($"\nTensorBoard:\n  {TensorBoardCommand(tensorBoard)}");
        terminal.Notes.WriteLine();
        terminal.Notes.WriteLine("Ask it:");
        terminal.Notes.WriteLine($"  dotnet run --project Spam.Train -- predict {Question(folder)}");
    }

    /// <summary>The command that shows a folder in TensorBoard, wherever it is typed.</summary>
    public static string TensorBoardCommand(string folder) => $"tensorboard --logdir {ResumeWords.Quoted(folder)}";

    static string Question(string folder) => folder == Path.Combine("artifacts", "spam", "v1")
        ? "\"You have been selected to win a free phone, call now to claim\""
        : $"--model {(folder.Contains(' ') ? $"\"{folder}\"" : folder)} \"a text of yours\"";
}
