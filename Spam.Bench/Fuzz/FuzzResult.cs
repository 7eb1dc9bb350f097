namespace Spam.Bench.Fuzz;

/// <summary>How a file's reader took damaged copies of it.</summary>
/// <param name="target">The file.</param>
sealed class FuzzResult(FuzzTarget target)
{
    /// <summary>The file.</summary>
    public FuzzTarget Target => target;

    /// <summary>How many copies were read none the less.</summary>
    public int Loaded { get; set; }

    /// <summary>How many were refused as they should be.</summary>
    public int Refused { get; set; }

    /// <summary>What went wrong.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>The longest time that one took.</summary>
    public TimeSpan Slowest { get; set; }

    /// <summary>The most memory that one took.</summary>
    public long MostBytes { get; set; }
}
