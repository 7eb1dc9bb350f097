using System.CommandLine;
using System.CommandLine.Parsing;
using Spam.Train.Data;
using Spam.Train.Data.Preparation;
using Spam.Train.Data.Reading;

namespace Spam.Train.Commands;

/// <summary><c>dataset</c>: says what is in data sets, and makes one clean CSV file, or the parts of a split, of them.</summary>
sealed class DatasetCommand(Terminal terminal)
{
    readonly Argument<string[]> _paths = new("PATH")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = $"Files or folders, read as one data set (default: the repository's {BundledData.RelativePath}).",
    };

    readonly Option<string?> _from = StrictOptions.Choice("--from", "The format (default: each file's content and name tell).", DataFormats.All);
    readonly Option<string?> _textColumn = StrictOptions.Text("--text-column", "The column, or field of JSON, of the texts (default: text).", "column");
    readonly Option<string?> _labelColumn = StrictOptions.Text("--label-column", "The column, or field of JSON, of the labels (default: label).", "column");
    readonly Option<bool> _multiLabel = new("--multi-label") { Description = "Labels with semicolons between are several, and a row may have none." };
    readonly Option<string?> _out = StrictOptions.Text("--out", "Write the rows into this CSV file; with --split into one beside it for each part, as data-train.csv.", "file");
    readonly Option<string?> _dedup = StrictOptions.Choice("--dedup", "Write only the first row of each text, or of the same words whatever their capitals and punctuation.", ["exact", "words"]);
    readonly Option<SplitPart[]?> _split = SplitOption.Create();
    readonly Option<bool> _stratify = new("--stratify") { Description = "Split each label for itself, so that all parts have the same shares of labels." };
    readonly Option<int?> _seed = StrictOptions.Integer("--seed", "Where the random numbers of the split begin (default: 42).", 0);
    readonly Option<bool> _skipBadRows = new("--skip-bad-rows") { Description = "Write what can be used although there are rows that cannot." };
    readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replace files that are there." };
    readonly Option<bool> _showTexts = new("--show-texts") { Description = "Show the beginnings of texts in the report." };
    readonly Option<int?> _maxListed = StrictOptions.Integer("--max-listed", "How many rows of each kind of finding are listed (default: 10).", 0, 1_000_000);
    readonly Option<bool> _isJson = new("--json") { Description = "Answer with one JSON object." };

    /// <summary>The command with its arguments and options.</summary>
    public Command Create(CancellationToken cancellation)
    {
        var command = new Command("dataset", "Report on data sets in any of several formats; merge, clean and split them into CSV files.")
        {
            _paths, _from, _textColumn, _labelColumn, _multiLabel, _out, _dedup, _split, _stratify, _seed, _skipBadRows, _overwrite, _showTexts, _maxListed, _isJson,
        };
        command.Validators.Add(Check);
        command.SetAction(result => Run(result, cancellation));
        return command;
    }

    void Check(CommandResult result)
    {
        Option[] needOut = [_dedup, _split, _skipBadRows, _overwrite];
        if (result.GetResult(_out) is null && needOut.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } stray)
            result.AddError($"{stray.Name} is for what is written. Name a file with --out, or leave {stray.Name} out.");
        Option[] needSplit = [_stratify, _seed];
        if (result.GetResult(_split) is null && needSplit.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } alone)
            result.AddError($"{alone.Name} goes with --split. Add it, as --split test=0.2, or leave {alone.Name} out.");
    }

    int Run(ParseResult result, CancellationToken cancellation)
    {
        var options = Options(result);
        var columns = new CsvColumns(result.GetValue(_textColumn) ?? "text", result.GetValue(_labelColumn) ?? "label");
        var format = result.GetValue(_from) is { } name ? DataFormats.Parse(name) : (DataFormat?)null;
        var paths = result.GetValue(_paths) ?? [];
        if (paths.Length == 0)
            paths = [BundledData.Find(terminal.Folder)];
        RowSource[] sources = [.. paths.Select(path => RowSource.Open(terminal.PathOf(path), format, columns))];
        var files = options.Out is null ? null : PreparedFiles.Plan(sources, options);

        using var work = terminal.Work.Begin($"Reading {(paths.Length == 1 ? paths[0] : $"{paths.Length} data sets")}", cancellation);
        var survey = new DataSurvey(sources, options, work);
        work.Wipe();
        var isUsable = survey.NumBad.Count == 0 || options.SkipsBadRows;
        var isWritten = files is not null && isUsable && survey.NumRows > 0;
        if (isWritten)
        {
            using var writing = terminal.Work.Begin($"Writing {options.Out}", cancellation);
            files!.Write(sources, survey, writing); // isWritten tells that there are some
        }

        Print(survey, isWritten ? files!.Parts : null, options, result.GetValue(_isJson));

        if (files is null || isWritten)
            return isUsable ? ExitCode.Fine : ExitCode.Failed;
        terminal.Error.WriteLine(isUsable
            ? "Error: Nothing was written, as there are no rows."
            : "Error: Nothing was written, as there are rows that cannot be used. Correct them, or write the others with --skip-bad-rows.");
        return ExitCode.Failed;
    }

    void Print(DataSurvey survey, IReadOnlyList<WrittenPart>? written, PreparationOptions options, bool isJson)
    {
        if (isJson)
        {
            terminal.PrintJson(SurveyReport.Json(survey, written));
            return;
        }

        foreach (var report in SurveyReport.Reports(survey, written, options))
            terminal.Reports.Print(report);
    }

    PreparationOptions Options(ParseResult result)
    {
        var defaults = new PreparationOptions();
        return new()
        {
            Duplicates = result.GetValue(_dedup) switch
            {
                "exact" => Duplicates.ExactRemoved,
                "words" => Duplicates.WordsRemoved,
                _ => Duplicates.Kept,
            },
            IsMultiLabel = result.GetValue(_multiLabel),
            ShowsTexts = result.GetValue(_showTexts),
            MaxListed = result.GetValue(_maxListed) ?? defaults.MaxListed,
            Parts = result.GetValue(_split) ?? [],
            Seed = result.GetValue(_seed) ?? defaults.Seed,
            Stratifies = result.GetValue(_stratify),
            Out = result.GetValue(_out) is { } path ? terminal.PathOf(path) : null,
            Overwrites = result.GetValue(_overwrite),
            SkipsBadRows = result.GetValue(_skipBadRows),
        };
    }
}
