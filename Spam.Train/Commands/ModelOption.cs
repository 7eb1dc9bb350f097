using System.CommandLine;
using System.Globalization;
using Spam.Model;

namespace Spam.Train.Commands;

/// <summary>The model folder that a command asks: <c>artifacts/spam/v1</c>, or <c>artifacts/spam</c> for its highest version.</summary>
sealed class ModelOption(Terminal terminal)
{
    static readonly string _standard = Path.Combine("artifacts", "spam", "v1");

    /// <summary>The option.</summary>
    public Option<string?> Option { get; } = StrictOptions.Text(
        "--model", "The model folder, or the folder of its versions for the highest (default: artifacts/spam/v1, here or in a folder above).", "folder");

    /// <summary>The model in that folder.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <param name="cancellation">Ends the waiting for it.</param>
    /// <param name="numThreads">How many threads one call of the model uses; all cores by default.</param>
    /// <exception cref="ModelFolderException">The folder cannot be used.</exception>
    public AIModel Load(ParseResult result, CancellationToken cancellation, int? numThreads = null)
    {
        var folder = result.GetValue(Option) is { } given ? HighestVersion(terminal.PathOf(given)) : Standard();
        using var work = terminal.Work.Begin($"Reading {folder}", cancellation);
        return work.Wait(() => AIModel.Load(folder, numThreads ?? Environment.ProcessorCount));
    }

    string Standard()
    {
        for (var current = new DirectoryInfo(terminal.Folder); current is not null; current = current.Parent)
        {
            var folder = Path.Combine(current.FullName, _standard);
            if (Directory.Exists(folder))
                return Path.GetRelativePath(Environment.CurrentDirectory, folder);
        }

        return terminal.PathOf(_standard); // the error names it
    }

    /// <summary>The folder of the highest version in a folder of versions, else the folder itself.</summary>
    /// <remarks>Only a folder without files of its own can be one of versions; v10 is above v9.</remarks>
    public static string HighestVersion(string folder)
        => Directory.Exists(folder) && Directory.GetFiles(folder).Length == 0
            ? Directory.GetDirectories(folder).Where(version => Number(version) >= 0).MaxBy(Number) ?? folder
            : folder;

    static int Number(string version)
        => Path.GetFileName(version) is ['v', .. var digits] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : -1;
}
