using System.CommandLine;

namespace Spam.Train.Completions;

/// <summary>A command as a shell completes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does, in a sentence.</param>
/// <param name="Options">Its options.</param>
/// <param name="Words">The words that its argument can be; where there are none, files.</param>
sealed record CompletedCommand(string Name, string Description, IReadOnlyList<CompletedOption> Options, IReadOnlyList<string> Words)
{
    /// <summary>The commands below <paramref name="root"/>.</summary>
    public static IReadOnlyList<CompletedCommand> AllOf(Command root)
        => [.. root.Subcommands.Select(command => new CompletedCommand(
            command.Name, Sentence(command.Description),
            [.. command.Options.Select(CompletedOption.Of), new("--help", "Show help and usage information", TakesValue: false, [], TakesFile: false)],
            command.Name == "completion" ? Shells.Names : []))];

    /// <summary>The first sentence of a description, without the quotes that end a word of a shell.</summary>
    public static string Sentence(string? description)
    {
        var sentence = (description ?? "").Split(". ")[0].Split(" (")[0].Split(": ")[0].TrimEnd('.', ' ');
        return sentence.Replace('\'', '’').Replace("\"", "", StringComparison.Ordinal);
    }
}

/// <summary>An option as a shell completes it.</summary>
/// <param name="Name">Its name with the dashes.</param>
/// <param name="Description">What it does, in a sentence.</param>
/// <param name="TakesValue">Whether a value comes after it.</param>
/// <param name="Values">The values, where they are words of a list.</param>
/// <param name="TakesFile">Whether the value can be a file or a folder.</param>
sealed record CompletedOption(string Name, string Description, bool TakesValue, IReadOnlyList<string> Values, bool TakesFile)
{
    static readonly string[] _files = ["file", "folder", "path", "file.json"];

    /// <summary>What the help says of an option: its values with bars between, or what they are.</summary>
    public static CompletedOption Of(Option option)
    {
        var help = option.HelpName?.Split('|') ?? [];
        var isFile = help.Any(_files.Contains);
        return new(option.Name, CompletedCommand.Sentence(option.Description), option.HelpName is not null, help.Length > 1 ? [.. help.Except(_files)] : isFile ? [] : Single(help), isFile);
    }

    // One word that stands for itself, as workshop: not n, x, a,b and the like, which stand for values.
    static string[] Single(string[] help) => help is ["workshop"] ? help : [];
}
