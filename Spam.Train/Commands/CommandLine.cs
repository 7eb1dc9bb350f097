using System.CommandLine;
using Spam.Keras;
using Spam.Train.Completions;
using Spam.Train.Data;
using Spam.Train.Reports;
using Spam.Train.Training;

namespace Spam.Train.Commands;

/// <summary>From words typed to an exit code.</summary>
static class CommandLine
{
    const string Quiet = "--quiet";

    /// <summary>Runs what <paramref name="args"/> ask for. Where they name no command, it is <c>train</c>.</summary>
    public static int Run(IReadOnlyList<string> args, Terminal terminal, CancellationToken cancellation = default)
    {
        var root = Root(terminal, cancellation);
        if (args.Count == 0 || (args[0].StartsWith('-') && args[0] is not ("-h" or "-?" or "--help")))
            args = ["train", .. args];
        if (Misspelt(root, args) is { } message)
            return Refuse(terminal, message);

        var parsing = new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null };
        var result = root.Parse(args, parsing);
        if (result.Errors.Count > 0)
            return Refuse(terminal, result.Errors[0].Message);

        // Commands write where these two say, so they are made again once it is known.
        result = Root(terminal with { IsQuiet = IsOn(result, Quiet), IsForMachines = IsOn(result, "--json") }, cancellation).Parse(args, parsing);
        try
        {
            return result.Invoke(new()
            {
                Output = terminal.Output,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null, // the program listens to Ctrl-C itself
            });
        }
        catch (OperationCanceledException)
        {
            terminal.Error.WriteLine("Interrupted.");
            return ExitCode.Interrupted;
        }
        catch (Exception cause) when (cause is KerasException or DataSetException or TrainingException or IOException or UnauthorizedAccessException)
        {
            return Fail(terminal, cause.Message);
        }
        catch (OutOfMemoryException)
        {
            return Fail(terminal, "There is not enough memory for this. Choose a smaller --num-words, --max-length, --units or --batch-size.");
        }
    }

    static RootCommand Root(Terminal terminal, CancellationToken cancellation)
    {
        var root = new RootCommand("Trains text classifiers, scores them and asks them; prepares data sets; converts models and looks into their files.")
        {
            new TrainCommand(terminal).Create(cancellation),
            new PredictCommand(terminal).Create(cancellation),
            new ExplainCommand(terminal).Create(cancellation),
            new EvaluateCommand(terminal).Create(cancellation),
            new DatasetCommand(terminal).Create(cancellation),
            new ConvertCommand(terminal).Create(cancellation),
            new InspectCommand(terminal).Create(cancellation),
        };
        foreach (var command in root.Subcommands)
            command.Add(new Option<bool>(Quiet) { Description = "Print results and errors, and nothing else." });
        root.Add(new CompletionCommand(terminal).Create());
        root.Options.Remove(root.Options.OfType<VersionOption>().Single()); // --version is that of the model
        return root;
    }

    static bool IsOn(ParseResult result, string name)
        => result.CommandResult.Command.Options.OfType<Option<bool>>().FirstOrDefault(option => option.Name == name) is { } option && result.GetValue(option);

    // Looked for before anything is parsed, as a misspelt option of predict would pass for a text.
    static string? Misspelt(RootCommand root, IReadOnlyList<string> args)
    {
        var command = root.Subcommands.FirstOrDefault(command => command.Name == args[0]);
        if (command is null)
        {
            string[] commands = [.. root.Subcommands.Select(other => other.Name)];
            return args[0].StartsWith('-')
                ? null
                : $"There is no command '{args[0]}'. {Meant(Spelling.Nearest(args[0], commands)) ?? $"The commands are {string.Join(", ", commands)}."}";
        }

        string[] options = [.. command.Options.Select(option => option.Name), "--help"];
        var written = args
            .TakeWhile(word => word != "--")
            .Where(word => word.StartsWith("--", StringComparison.Ordinal))
            .Select(word => word.Split('=', ':')[0]);
        return written.FirstOrDefault(word => !options.Contains(word)) is { } unknown
            ? $"{command.Name} has no option {unknown}. {Meant(Spelling.Nearest(unknown, options)) ?? $"Its options are {string.Join(", ", options)}."}"
            : null;
    }

    static string? Meant(string? nearest) => nearest is null ? null : $"Did you mean {nearest}?";

    static int Fail(Terminal terminal, string message)
    {
        terminal.Error.WriteLine($"Error: {Printable.Text(message)}");
        return ExitCode.Failed;
    }

    static int Refuse(Terminal terminal, string message)
    {
        terminal.Error.WriteLine($"Error: {Printable.Text(message)}");
        terminal.Error.WriteLine("All commands and options: dotnet run --project Spam.Train -- --help");
        return ExitCode.WrongUsage;
    }
}
