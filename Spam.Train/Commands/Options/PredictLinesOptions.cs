using System.CommandLine;
using System.CommandLine.Parsing;
using Spam.Train.Bulk;

namespace Spam.Train.Commands.Options;

/// <summary>The options of <c>predict</c> for streams of JSON lines.</summary>
sealed class PredictLinesOptions
{
    static readonly BulkOptions _defaults = new();

    readonly Option<bool> _jsonl = new("--jsonl")
    {
        Description = "Score JSON lines: read objects from the standard input, one a line, and write each with the fields scores, label and score added.",
    };

    readonly Option<string?> _textField = StrictOptions.Text("--text-field", "With --jsonl: the field of the text (default: text).", "name");
    readonly Option<string?> _prefix = StrictOptions.Text(
        "--prefix", "With --jsonl: what is put before the names of the added fields, where lines have fields of these names.", "text");
    readonly Option<int?> _threads = StrictOptions.Integer(
        "--threads", "With --jsonl: how many threads score; answers do not depend on it (default: one a core).", 1, 1024);
    readonly Option<bool> _allowBadLines = new("--allow-bad-lines")
    {
        Description = "With --jsonl: end with exit code 0 although lines could not be scored. Each is answered by its error either way.",
    };

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [_jsonl, _textField, _prefix, _threads, _allowBadLines];

    /// <summary>Whether lines are to be scored.</summary>
    public bool AreWanted(ParseResult result) => result.GetValue(_jsonl);

    /// <summary>Whether lines that cannot be scored are no failure.</summary>
    public bool AllowsBadLines(ParseResult result) => result.GetValue(_allowBadLines);

    /// <summary>What was asked for.</summary>
    public BulkOptions Read(ParseResult result) => new()
    {
        TextField = result.GetValue(_textField) ?? _defaults.TextField,
        Prefix = result.GetValue(_prefix) ?? _defaults.Prefix,
        NumThreads = result.GetValue(_threads) ?? _defaults.NumThreads,
    };

    /// <summary>Refuses what does not go together.</summary>
    public void Check(CommandResult result, Argument<string[]> texts, Option<bool> isJson)
    {
        if (!result.GetValue(_jsonl))
        {
            if (All.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } stray)
                result.AddError($"{stray.Name} goes with --jsonl. Add it, or leave {stray.Name} out.");
        }
        else if (result.GetValue(texts) is { Length: > 0 })
        {
            result.AddError("--jsonl reads the standard input; TEXT is given as well. Leave one of them out.");
        }
        else if (result.GetValue(isJson))
        {
            result.AddError("--jsonl and --json do not go together: --jsonl writes JSON lines as it is.");
        }
    }
}
