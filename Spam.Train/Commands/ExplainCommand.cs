using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spam.Model;
using Spam.Train.Reports;

namespace Spam.Train.Commands;

/// <summary><c>explain</c>: shows what happens to one text on its way to its scores, and which words mattered.</summary>
sealed class ExplainCommand(Terminal terminal)
{
    static readonly JsonSerializerOptions _json = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly Argument<string> _text = new("TEXT") { Description = "The text." };
    readonly ModelOption _model = new(terminal);
    readonly Option<bool> _isJson = new("--json") { Description = "Answer with one JSON object." };

    /// <summary>The command with its argument and options.</summary>
    public Command Create()
    {
        var command = new Command("explain", "Show what happens to one text: words, ids, padded row, layers, scores, and which words mattered.") { _text, _model.Option, _isJson };
        command.SetAction(result => Run(_model.Load(result), result.GetRequiredValue(_text), result.GetValue(_isJson)));
        return command;
    }

    int Run(AIModel model, string text, bool isJson)
    {
        var explanation = model.Explain(text);
        var name = $"{model.Name} {model.Version}";
        if (isJson)
        {
            terminal.Output.WriteLine(ExplanationReport.Json(explanation, name).ToJsonString(_json));
            return ExitCode.Fine;
        }

        foreach (var report in ExplanationReport.Reports(explanation, name))
            terminal.Reports.Print(report);
        return ExitCode.Fine;
    }
}
