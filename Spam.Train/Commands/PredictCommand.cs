using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spam.Model;
using Spam.Train.Bulk;
using Spam.Train.Networks;
using Spam.Train.Reports;

namespace Spam.Train.Commands;

/// <summary><c>predict</c>: asks a model for the labels of texts.</summary>
sealed class PredictCommand(Terminal terminal)
{
    const int TextsAtOnce = 64; // of a file or pipe; what is typed is answered line by line

    static readonly JsonWriterOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly Argument<string[]> _texts = new("TEXT")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "The texts; where none is given, each line of the standard input is one.",
    };

    readonly ModelOption _model = new(terminal);
    readonly Option<bool> _isJson = new("--json") { Description = "Answer each text with one line of JSON." };
    readonly PredictLinesOptions _lines = new();

    /// <summary>The command with its options.</summary>
    public Command Create(CancellationToken cancellation)
    {
        var command = new Command("predict", "Ask a trained model for the labels of texts.") { _texts, _model.Option, _isJson };
        foreach (var option in _lines.All)
            command.Add(option);
        command.Validators.Add(result => _lines.Check(result, _texts, _isJson));
        command.SetAction(result => _lines.AreWanted(result)
            ? RunLines(_model.Load(result, cancellation, numThreads: 1), _lines.Read(result), _lines.AllowsBadLines(result), cancellation)
            : Run(_model.Load(result, cancellation), result.GetValue(_texts) ?? [], result.GetValue(_isJson), cancellation));
        return command;
    }

    int RunLines(AIModel model, BulkOptions options, bool allowsBadLines, CancellationToken cancellation)
    {
        using var input = terminal.InputBytes();
        using var output = terminal.OutputBytes();
        var summary = BulkRun.Run(model, input, output, options, cancellation);
        if (!terminal.IsQuiet || summary.NumBad > 0 || cancellation.IsCancellationRequested)
            terminal.Error.WriteLine($"{(cancellation.IsCancellationRequested ? "Interrupted after " : "")}{Printable.Text(summary.ToString())}");
        return cancellation.IsCancellationRequested ? ExitCode.Interrupted : summary.NumBad > 0 && !allowsBadLines ? ExitCode.Failed : ExitCode.Fine;
    }

    int Run(AIModel model, string[] texts, bool isJson, CancellationToken cancellation)
    {
        if (texts.Length > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            Answer(model, texts, isJson);
            return ExitCode.Fine;
        }

        if (terminal.InputIsTyped && !terminal.IsQuiet)
            terminal.Error.WriteLine("Type a text and press Enter; end with Ctrl-D (on Windows Ctrl-Z and Enter).");
        var lines = new List<string>();
        while (ReadLine(cancellation) is { } line)
        {
            lines.Add(line);
            if (terminal.InputIsTyped || lines.Count == TextsAtOnce)
            {
                Answer(model, lines, isJson);
                lines.Clear();
            }
        }

        Answer(model, lines, isJson);
        return ExitCode.Fine;
    }

    // Reading cannot be cancelled, waiting for it can.
    string? ReadLine(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var reading = Task.Run(terminal.Input.ReadLine, CancellationToken.None);
        reading.Wait(cancellation);
        return reading.Result;
    }

    void Answer(AIModel model, IReadOnlyList<string> texts, bool isJson)
    {
        var predictions = model.Predict(texts);
        for (var i = 0; i < texts.Count; i++)
            terminal.Output.WriteLine(isJson ? Json(texts[i], predictions[i]) : Line(texts[i], predictions[i], model.IsMultiLabel));
        terminal.Output.Flush();
    }

    // Where a text may have several labels, all that it has; then the score of the likeliest.
    static string Line(string text, Prediction prediction, bool isMultiLabel)
    {
        var labels = isMultiLabel ? string.Join(';', prediction.Scores.Where(score => score.Value > Head.Threshold).Select(score => score.Key)) : prediction.Top.Label;
        return $"{Printable.Text(labels.Length > 0 ? labels : "(none)")}  {Figures.Share(prediction.Top.Value)}  {Printable.Text(text)}";
    }

    static string Json(string text, Prediction prediction)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, _json))
        {
            writer.WriteStartObject();
            writer.WriteString("input", text);
            writer.WriteStartObject("prediction");
            foreach (var (label, score) in prediction.Scores)
                writer.WriteNumber(label, score);
            writer.WriteEndObject();
            writer.WriteStartObject("top");
            writer.WriteString("label", prediction.Top.Label);
            writer.WriteNumber("value", prediction.Top.Value);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
