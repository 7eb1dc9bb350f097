using System.CommandLine;
using Spam.Model;
using Spam.Train.Reports;

namespace Spam.Train.Commands;

/// <summary><c>explain</c>: shows what happens to one text on its way to its scores, and which words mattered.</summary>
sealed class ExplainCommand(Terminal terminal)
{
    readonly Argument<string> _text = new("TEXT") { Description = "The text." };
    readonly ModelOption _model = new(terminal);
    readonly Option<bool> _isJson = new("--json") { Description = "Answer with one JSON object." };

    /// <summary>The command with its argument and options.</summary>
    public Command Create(CancellationToken cancellation)
    {
        var command = new Command("explain", "Show what happens to one text: words, ids, padded row, layers, scores, and which words mattered.") { _text, _model.Option, _isJson };
        command.SetAction(result => Run(_model.Load(result, cancellation), result.GetRequiredValue(_text), result.GetValue(_isJson), cancellation));
        return command;
    }

    int Run(AIModel model, string text, bool isJson, CancellationToken cancellation)
    {
        using var work = terminal.Work.Begin("Leaving each word out", cancellation);
        var explanation = work.Wait(() => model.Explain(text));
        work.Wipe();
        var name = $"{model.Name} {model.Version}";
        if (isJson)
        {
            terminal.PrintJson(ExplanationReport.Json(explanation, name));
            return ExitCode.Fine;
        }

        foreach (var report in ExplanationReport.Reports(explanation, name))
            terminal.Reports.Print(report);
        return ExitCode.Fine;
    }
}
