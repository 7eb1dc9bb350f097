namespace Spam.Keras.Models;

/// <summary>What training prints, and where.</summary>
sealed class Printing
{
    public Printing(Verbose verbose, TextWriter? output, TimeProvider? clock = null, Dialect dialect = Dialect.Keras2)
    {
        Output = output ?? Console.Out;
        Dialect = dialect;
        Clock = clock ?? TimeProvider.System;
        var isTerminal = output is null && !Console.IsOutputRedirected;
        Verbose = verbose == Verbose.Auto ? isTerminal ? Verbose.ProgressBar : Verbose.OneLine : verbose;
    }

    public TextWriter Output { get; }

    public TimeProvider Clock { get; }

    public Dialect Dialect { get; }

    public Verbose Verbose { get; }

    /// <summary>A bar for so many steps, or null where nothing is printed.</summary>
    public ProgressBar? Bar(int numSteps)
    {
        if (Verbose == Verbose.Silent)
            return null;

        return Dialect == Dialect.Keras3 ? new Keras3ProgressBar(numSteps, Verbose, Output, Clock) : new ProgressBar(numSteps, Verbose, Output, Clock);
    }
}
