using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spam.Keras.Models;
using Spam.Train.Bulk;
using Spam.Train.LongWork;
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
    static readonly JsonSerializerOptions _json = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>That of the process.</summary>
    public static Terminal OfProcess()
    {
        var terminal = new Terminal(
            Console.In, Console.Out, Console.Error, InputIsTyped: !Console.IsInputRedirected, OutputIsTerminal: !Console.IsOutputRedirected,
            Environment.CurrentDirectory, TimeProvider.System)
        {
            InputBytes = StandardStreams.OpenInput,
            OutputBytes = StandardStreams.OpenOutput,
        };
        return terminal.In(Environment.GetEnvironmentVariable, !Console.IsErrorRedirected);
    }

    /// <summary>Opens the input as bytes; what reads them does not read <see cref="Input"/>.</summary>
    public Func<Stream> InputBytes { get; init; } = () => Stream.Null;

    /// <summary>Opens the output as bytes.</summary>
    public Func<Stream> OutputBytes { get; init; } = () => Stream.Null;

    /// <summary>Whether tables may have colours and bold words.</summary>
    public bool HasColor { get; init; } = true;

    /// <summary>Whether only results and errors are wanted.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Whether the output is one JSON object.</summary>
    public bool IsForMachines { get; init; }

    /// <summary>Where long work would be shown.</summary>
    public WorkDisplay Display { get; init; } = WorkDisplay.None;

    /// <summary>Where long work is shown.</summary>
    public WorkDisplay Work => IsQuiet ? WorkDisplay.None : Display;

    /// <summary>Where goes what is said on the way to a result.</summary>
    public TextWriter Notes => IsQuiet ? TextWriter.Null : IsForMachines ? Error : Output;

    /// <summary>What prints reports that are results.</summary>
    public IReportPrinter Reports => PrinterOn(Output);

    /// <summary>What prints reports on the way to a result.</summary>
    public IReportPrinter NoteReports => IsQuiet || IsForMachines ? new PlainReportPrinter(Notes) : PrinterOn(Notes);

    /// <summary>What training prints as notes.</summary>
    public Verbose Verbose => IsQuiet ? Verbose.Silent : OutputIsTerminal && !IsForMachines ? Verbose.ProgressBar : Verbose.OneLine;

    /// <summary>The same in an environment: <c>NO_COLOR</c> forbids colours, and a dumb terminal is written to as a file is.</summary>
    /// <param name="variable">The value of an environment variable.</param>
    /// <param name="errorIsTerminal">Whether somebody sees the errors on a terminal.</param>
    /// <remarks>Source: no-color.org.</remarks>
    public Terminal In(Func<string, string?> variable, bool errorIsTerminal)
    {
        var isDumb = variable("TERM") == "dumb";
        return this with
        {
            OutputIsTerminal = OutputIsTerminal && !isDumb,
            HasColor = string.IsNullOrEmpty(variable("NO_COLOR")),
            Display = new(Error, Clock, isMoving: errorIsTerminal && !isDumb, errorIsTerminal ? Width() : 80),
        };
    }

    /// <summary>How a path is shown and used here: relative to <see cref="Folder"/>.</summary>
    public string PathOf(string path) => Folder == Environment.CurrentDirectory ? path : Path.Combine(Folder, path);

    /// <summary>Prints a result for machines.</summary>
    public void PrintJson(JsonObject result) => Output.WriteLine(result.ToJsonString(_json));

    static int Width()
    {
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : 80; // some terminals do not know
        }
        catch (Exception cause) when (cause is IOException or PlatformNotSupportedException)
        {
            return 80;
        }
    }

    IReportPrinter PrinterOn(TextWriter writer) => !OutputIsTerminal
        ? new PlainReportPrinter(writer)
        : new TerminalReportPrinter(AnsiConsole.Create(new()
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = HasColor ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = HasColor ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        }));
}
