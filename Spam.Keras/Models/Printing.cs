namespace Spam.Keras.Models;

/// <summary>What training prints, and where.</summary>
sealed class Printing
{
    public Printing(Verbose verbose, TextWriter? output, TimeProvider? clock = null)
    {
        Output = output ?? Console.Out;
        Clock = clock ?? TimeProvider.System;
        var isTerminal = output is null && !Console.IsOutputRedirected;
        Verbose = verbose == Verbose.Auto ? isTerminal ? Verbose.ProgressBar : Verbose.OneLine : verbose;
    }

    public TextWriter Output { get; }

    public TimeProvider Clock { get; }

    public Verbose Verbose { get; }

    /// <summary>A bar for so many steps, or null where nothing is printed.</summary>
    public ProgressBar? Bar(int numSteps) => Verbose == Verbose.Silent ? null : new(numSteps, Verbose, Output, Clock);
}
