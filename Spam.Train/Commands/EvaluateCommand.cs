using System.CommandLine;
using System.Text;
using Spam.Keras.Saving;
using Spam.Model;
using Spam.Train.Data;
using Spam.Train.Evaluations;
using Spam.Train.Evaluations.CrossValidations;
using Spam.Train.Reports.Html;
using Spam.Train.Reports.Json;
using Spam.Train.Reports.Tables;

namespace Spam.Train.Commands;

/// <summary><c>evaluate</c>: scores a model on labelled texts, and writes a report. Of the file that it was trained on, only the rows that it was tested on.</summary>
sealed class EvaluateCommand(Terminal terminal)
{
    const string ReportName = "report.html";

    readonly ModelOption _model = new(terminal);
    readonly Option<string?> _data = StrictOptions.Text("--data", $"The CSV file (default: the repository's {BundledData.RelativePath}).", "file");
    readonly Option<string?> _textColumn = StrictOptions.Text("--text-column", "The column of the texts (default: text).", "column");
    readonly Option<string?> _labelColumn = StrictOptions.Text("--label-column", "The column of the labels (default: label).", "column");
    readonly Option<bool> _allRows = new("--all-rows") { Description = "Score all rows, also those that the model was trained on." };
    readonly Option<int?> _folds = StrictOptions.Integer("--folds", "Also part the rows of the file into so many folds, and train anew for each with the model's settings.", 2, 100);
    readonly Option<string?> _report = StrictOptions.Text("--report", $"Where to write the report (default: {ReportName} in the model folder).", "file");
    readonly Option<bool> _noReport = new("--no-report") { Description = "Write no report." };
    readonly Option<bool> _showTexts = new("--show-texts") { Description = "Show the texts of the hardest mistakes in the report and in --json." };
    readonly Option<bool> _isJson = new("--json") { Description = "Answer with one JSON object that has all figures of the report." };

    /// <summary>The command with its options.</summary>
    public Command Create(CancellationToken cancellation)
    {
        var command = new Command("evaluate", "Score a trained model on a CSV file, and write a report.")
        {
            _model.Option, _data, _textColumn, _labelColumn, _allRows, _folds, _report, _noReport, _showTexts, _isJson,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(_noReport) && result.GetValue(_report) is not null)
                result.AddError("--report and --no-report contradict each other. Leave one of them out.");
        });
        command.SetAction(result => Run(result, cancellation));
        return command;
    }

    int Run(ParseResult result, CancellationToken cancellation)
    {
        var model = _model.Load(result, cancellation);
        var path = result.GetValue(_noReport) ? null : result.GetValue(_report) is { } given ? terminal.PathOf(given) : Path.Combine(model.Folder, ReportName);
        if (path is not null && Directory.Exists(path))
            path = Path.Combine(path, ReportName);
        var data = Read(model, result, cancellation);
        var options = result.GetValue(_folds) is null ? null : RecordedOptions.Of(model.Folder, data.Columns); // a model without them is refused before the work

        var evaluation = new EvaluationRun(model, data, terminal.Folder).Run(result.GetValue(_showTexts), terminal.Clock.GetUtcNow(), terminal.Work, cancellation);
        var isJson = result.GetValue(_isJson);
        if (!isJson)
            terminal.Reports.Print(EvaluationReport.Of(evaluation));
        if (result.GetValue(_folds) is { } numFolds && options is not null)
            evaluation = evaluation with { CrossValidation = CrossValidate(options, data, numFolds, isJson, cancellation) };

        var isWhole = evaluation.CrossValidation is not { } folds || folds.Folds.Count == folds.NumFolds;
        if (!isWhole)
            path = null; // a report says what was asked for, or is not written
        if (path is not null)
            Write(evaluation, path);
        if (isJson)
            terminal.PrintJson(EvaluationJson.Of(evaluation, path));
        else if (path is not null)
            terminal.Notes.WriteLine($"Report written to {path}; open it in a browser.");
        if (isWhole)
            return ExitCode.Fine;

        terminal.Error.WriteLine($"Interrupted after {evaluation.CrossValidation!.Folds.Count} of {evaluation.CrossValidation.NumFolds} folds. No report was written."); // not whole, so it is there
        return ExitCode.Interrupted;
    }

    EvaluatedData Read(AIModel model, ParseResult result, CancellationToken cancellation)
    {
        var path = terminal.PathOf(result.GetValue(_data) ?? BundledData.Find(terminal.Folder));
        var columns = new CsvColumns(result.GetValue(_textColumn) ?? "text", result.GetValue(_labelColumn) ?? "label");
        using var work = terminal.Work.Begin($"Reading {path}", cancellation);
        return work.Wait(() => EvaluatedData.Of(model, path, columns, result.GetValue(_allRows)));
    }

    CrossValidation CrossValidate(Training.TrainOptions options, EvaluatedData data, int numFolds, bool isJson, CancellationToken cancellation)
    {
        var dataSet = data.DataSet;
        int[] rows = [.. Enumerable.Range(0, dataSet.Count)];
        var numTexts = dataSet.Texts.Distinct(StringComparer.Ordinal).Count();
        if (numTexts < numFolds)
            throw new DataSetException($"{data.Path} has {numTexts} different texts; {numFolds} folds need one each. Choose fewer --folds.");

        var foldOf = StratifiedFolds.Of(dataSet.Texts, EvaluatedData.TruthOf(dataSet, rows), numFolds, options.SplitSeed);
        using var work = terminal.Work.Begin($"Training {numFolds} folds", cancellation);
        var training = new FoldTraining(options, dataSet, numFolds, work, cancellation);
        var folds = CrossValidation.Run(foldOf, numFolds, options.SplitSeed, training.Score, Tell, cancellation);
        work.Wipe();
        terminal.Notes.WriteLine();
        if (!isJson && folds.Folds.Count > 0)
            terminal.Reports.Print(FoldReport.Of(folds));
        return folds;

        void Tell(FoldFigures fold)
        {
            work.Wipe();
            terminal.Notes.WriteLine(FoldReport.Line(fold, numFolds));
        }
    }

    static void Write(Evaluation evaluation, string path)
    {
        try
        {
            AtomicFile.Write(path, stream =>
            {
                using var output = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
                HtmlReport.Write(evaluation, output);
            });
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The report cannot be written to {path}: {cause.Message} Name another place with --report, or leave it out with --no-report.", cause);
        }
    }
}
