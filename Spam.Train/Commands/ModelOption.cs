using System.CommandLine;
using Spam.Model;

namespace Spam.Train.Commands;

/// <summary>The model folder that a command asks.</summary>
sealed class ModelOption(Terminal terminal)
{
    static readonly string _standard = Path.Combine("artifacts", "spam", "v1");

    /// <summary>The option.</summary>
    public Option<string?> Option { get; } = StrictOptions.Text("--model", "The model folder (default: artifacts/spam/v1, here or in a folder above).", "folder");

    /// <summary>The model in that folder.</summary>
    /// <exception cref="ModelFolderException">The folder cannot be used.</exception>
    public AIModel Load(ParseResult result) => AIModel.Load(result.GetValue(Option) is { } folder ? terminal.PathOf(folder) : Standard());

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
}
