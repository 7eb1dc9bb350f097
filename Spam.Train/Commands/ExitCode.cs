namespace Spam.Train.Commands;

/// <summary>What the program ends with.</summary>
static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Fine = 0;

    /// <summary>It could not be done.</summary>
    public const int Failed = 1;

    /// <summary>It was asked for in a way that is not understood.</summary>
    public const int WrongUsage = 2;

    /// <summary>It was interrupted, as with Ctrl-C.</summary>
    public const int Interrupted = 130;
}
