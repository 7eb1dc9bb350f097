using Spam.Train.Commands;

namespace Spam.Tests.Train.Commands;

/// <summary>Runs a command line in this process, with all that it would print.</summary>
sealed record CommandLineRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs words with spaces between in <paramref name="folder"/>.</summary>
    public static CommandLineRun Of(string folder, string words, string input = "", CancellationToken cancellation = default)
        => Of(folder, words.Split(' ', StringSplitOptions.RemoveEmptyEntries), input, cancellation: cancellation);

    /// <inheritdoc cref="Of(string, string, string, CancellationToken)"/>
    public static CommandLineRun Of(
        string folder, IReadOnlyList<string> args, string input = "", StringWriter? output = null, Func<Terminal, Terminal>? change = null,
        CancellationToken cancellation = default)
    {
        output ??= new();
        var error = new StringWriter();
        var terminal = new Terminal(new StringReader(input), output, error, InputIsTyped: false, OutputIsTerminal: false, folder, TimeProvider.System);
        var exitCode = CommandLine.Run(args, change?.Invoke(terminal) ?? terminal, cancellation);
        return new(exitCode, output.ToString(), error.ToString());
    }
}
