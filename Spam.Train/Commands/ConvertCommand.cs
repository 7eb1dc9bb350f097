using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json.Nodes;
using Spam.Keras.Saving;
using Spam.Keras.Saving.Inspection;
using Spam.Train.Files;

namespace Spam.Train.Commands;

/// <summary><c>convert</c>: from one form of a model, or of its weights, to another.</summary>
sealed class ConvertCommand(Terminal terminal)
{
    readonly Argument<string> _source = new("SOURCE")
    {
        Description = "A SavedModel folder, a .keras, .h5 or .weights.h5 file, the prefix of a TensorFlow checkpoint, or a model folder.",
    };

    readonly Argument<string> _target = new("TARGET")
    {
        Description = "Where to write. The ending names the form: .keras, .h5, .weights.h5, .ckpt for a TensorFlow checkpoint, none for a SavedModel folder.",
    };

    readonly Option<string?> _keras = KerasVersions.Option();
    readonly Option<bool> _weightsOnly = new("--weights-only") { Description = "Write the weights alone: .h5 as Keras 2 has them, without an ending a TensorFlow checkpoint." };
    readonly Option<string?> _layers = StrictOptions.Text(
        "--layers", "The model whose layers a source of weights alone belongs to: in any form, or the JSON of to_json().", "path");
    readonly Option<bool> _noCompile = new("--no-compile") { Description = "Leave out how the model is trained: optimizer, loss, metrics." };
    readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replace a model of this form that is there." };
    readonly Option<bool> _isJson = new("--json") { Description = "Answer with one JSON object." };

    /// <summary>The command with its arguments and options.</summary>
    public Command Create(CancellationToken cancellation)
    {
        var command = new Command("convert", "Write a model in another form.") { _source, _target, _keras, _weightsOnly, _layers, _noCompile, _overwrite, _isJson };
        command.Validators.Add(Check);
        command.SetAction(result => Run(result, cancellation));
        return command;
    }

    void Check(CommandResult result)
    {
        if (result.GetValue(_target) is not { } target)
            return;

        var weightsOnly = result.GetValue(_weightsOnly);
        var form = ModelTarget.FormOf(target, weightsOnly);
        if (form is null && weightsOnly)
            result.AddError($"'{target}' has no ending of a form of weights; valid are .weights.h5, .h5, and none or .ckpt for a TensorFlow checkpoint.");
        else if (form is null)
            result.AddError($"'{target}' has no ending of a form that is written; valid are .keras, .h5, .weights.h5, .ckpt, and none for a SavedModel folder.");
        else if (form == SavedForm.Checkpoint && result.GetValue(_keras) == "3")
            result.AddError("--keras 3 is not for TensorFlow checkpoints, which Keras 3 does not read; .weights.h5 is its form of weights.");
    }

    int Run(ParseResult result, CancellationToken cancellation)
    {
        var path = terminal.PathOf(result.GetRequiredValue(_target));
        var form = ModelTarget.FormOf(path, result.GetValue(_weightsOnly)) ?? throw new InvalidOperationException(path); // Check made sure of one
        var target = new ModelTarget(path, form);
        var version = KerasVersions.Parse(result.GetValue(_keras));
        var source = ModelSource.Find(terminal.PathOf(result.GetRequiredValue(_source)));
        target.CheckFree(result.GetValue(_overwrite));

        var keepsGoal = !result.GetValue(_noCompile) && form is (SavedForm.Keras or SavedForm.H5 or SavedForm.Weights);
        var model = Load(source, result.GetValue(_layers) is { } layers ? terminal.PathOf(layers) : null, keepsGoal, cancellation);
        Write(model, target, version, cancellation);
        Print(model, source, target, version, result.GetValue(_isJson));
        return ExitCode.Fine;
    }

    Keras.Models.Model Load(ModelSource source, string? layers, bool keepsGoal, CancellationToken cancellation)
    {
        using var work = terminal.Work.Begin($"Reading {source.Path}", cancellation);
        return work.Wait(() => source.Load(layers, keepsGoal));
    }

    void Write(Keras.Models.Model model, ModelTarget target, KerasVersion version, CancellationToken cancellation)
    {
        using var work = terminal.Work.Begin($"Writing {target.Path}", cancellation);
        work.Finish(() => ModelTarget.Write(model, target.Path, target.Form, version));
    }

    void Print(Keras.Models.Model model, ModelSource source, ModelTarget target, KerasVersion version, bool isJson)
    {
        var written = SavedContent.Of(target.Form == SavedForm.Checkpoint ? $"{target.Path}.index" : target.Path);
        var numParameters = model.Parameters.Sum(parameter => (long)parameter.Value.Length);
        var state = State(model, written, version);
        if (isJson)
        {
            terminal.PrintJson(new()
            {
                ["path"] = target.Path,
                ["format"] = ModelFormats.Describe(target.Form),
                ["for"] = For(target.Form, version),
                ["bytes"] = written.Size,
                ["from"] = new JsonObject { ["path"] = source.Path, ["format"] = ModelFormats.Describe(source.Form) },
                ["model"] = new JsonObject { ["name"] = model.Name, ["layers"] = model.Layers.Count, ["parameters"] = numParameters },
                ["optimizer_state"] = state,
            });
            return;
        }

        terminal.NoteReports.Print(new(
            $"Written to {target.Path}", [],
            [
                new("from", $"{source.Path}, {ModelFormats.Describe(source.Form)}"),
                new("form", ModelFormats.Describe(target.Form)),
                new("for", For(target.Form, version)),
                new("size", string.Create(CultureInfo.InvariantCulture, $"{written.Size} bytes")),
                new("model", string.Create(CultureInfo.InvariantCulture, $"{model.Name}: {model.Layers.Count} layers, {numParameters} parameters")),
                new("optimizer state", state),
            ]));
    }

    static string For(SavedForm form, KerasVersion version) => (form, version) switch
    {
        (SavedForm.SavedModel, KerasVersion.Keras3) => "TensorFlow and its servers, Keras 3's TFSMLayer; a graph without layers",
        (SavedForm.SavedModel, _) => "TensorFlow and its servers, Keras 2",
        (SavedForm.Checkpoint, _) or (_, KerasVersion.Keras2) => "Keras 2",
        (_, KerasVersion.Keras3) => "Keras 3",
        _ => "Keras 2 and Keras 3",
    };

    static string State(Keras.Models.Model model, SavedContent written, KerasVersion version)
        => model.Optimizer is not { Iterations: > 0 } ? "none was read"
            : written.HasOptimizerState == true ? "kept"
            : version == KerasVersion.Both && written.Form is (SavedForm.Keras or SavedForm.H5 or SavedForm.Weights) ? "left out, as the file is for both Keras; --keras 2 or --keras 3 keeps it"
            : "left out, as this form is written without it";
}
