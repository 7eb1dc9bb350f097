using System.CommandLine;
using Spam.Keras.Saving.Inspection;
using Spam.Train.Inspections;

namespace Spam.Train.Commands;

/// <summary><c>inspect</c>: says what is in a file or a folder, and why it would not load.</summary>
sealed class InspectCommand(Terminal terminal)
{
    readonly Argument<string> _path = new("PATH")
    {
        Description = "A model folder, a SavedModel folder, a .keras, .h5 or .weights.h5 file, the prefix of a TensorFlow checkpoint, or a tokenizer's, metadata or manifest JSON.",
    };

    readonly Option<bool> _isJson = new("--json") { Description = "Answer with one JSON object." };

    /// <summary>The command with its argument and option.</summary>
    public Command Create(CancellationToken cancellation)
    {
        var command = new Command("inspect", "Say what is in a file or folder, and why it would not load.") { _path, _isJson };
        command.SetAction(result => Run(terminal.PathOf(result.GetRequiredValue(_path)), result.GetValue(_isJson), cancellation));
        return command;
    }

    int Run(string path, bool isJson, CancellationToken cancellation)
    {
        using var work = terminal.Work.Begin($"Reading {path}", cancellation);
        var inspection = work.Wait(() => Inspect(path));
        work.Wipe();
        if (isJson)
        {
            terminal.PrintJson(inspection.Json);
        }
        else
        {
            foreach (var report in inspection.Reports)
                terminal.Reports.Print(report);
        }

        return inspection.Problem is null ? ExitCode.Fine : ExitCode.Failed;
    }

    static Inspection Inspect(string path)
    {
        if (SavedPlace.Find(path) is { } place)
            return ContentInspection.Of(SavedContent.Of(place.Path));
        if (Directory.Exists(path))
            return FolderInspection.Of(ModelOption.HighestVersion(path));

        return File.Exists(path) && path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? JsonInspection.Of(path) : ContentInspection.Of(SavedContent.Of(path)); // which says what is wrong
    }
}
