using Spam.Keras.Models;
using Spam.Train.Bulk;
using Spam.Train.Reports;
using Spectre.Console;

namespace Spam.Train.Commands;

/// <summary>Where a command reads and writes, handed in so that tests can take its place.</summary>
/// <param name="Input">What is typed or piped in.</param>
/// <param name="Output">Where results go.</param>
/// <param name="Error">Where errors and hints go.</param>
/// <param name="InputIsTyped">Whether somebody types the input.</param>
/// <param name="OutputIsTerminal">Whether the output may have tables with lines, colour and a moving bar.</param>
/// <param name="Folder">The folder that relative paths begin at.</param>
/// <param name="Clock">What time it is.</param>
sealed record Terminal(TextReader Input, TextWriter Output, TextWriter Error, bool InputIsTyped, bool OutputIsTerminal, string Folder, TimeProvider Clock)
{
    /// <summary>That of the process.</summary>
    public static Terminal OfProcess() => new(
        Console.In, Console.Out, Console.Error, InputIsTyped: !Console.IsInputRedirected, OutputIsTerminal: !Console.IsOutputRedirected,
        Environment.CurrentDirectory, TimeProvider.System)
    {
        InputBytes = StandardStreams.OpenInput,
        OutputBytes = StandardStreams.OpenOutput,
    };

    /// <summary>Opens the input as bytes; what reads them does not read <see cref="Input"/>.</summary>
    public Func<Stream> InputBytes { get; init; } = () => Stream.Null;

    /// <summary>Opens the output as bytes.</summary>
    public Func<Stream> OutputBytes { get; init; } = () => Stream.Null;

    /// <summary>What prints reports here.</summary>
    public IReportPrinter Reports => OutputIsTerminal
        ? new TerminalReportPrinter(AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Output) }))
        : new PlainReportPrinter(Output);

    /// <summary>What training prints here.</summary>
    public Verbose Verbose => OutputIsTerminal ? Verbose.ProgressBar : Verbose.OneLine;

    /// <summary>How a path is shown and used here: relative to <see cref="Folder"/>.</summary>
    public string PathOf(string path) => Folder == Environment.CurrentDirectory ? path : Path.Combine(Folder, path);
}
