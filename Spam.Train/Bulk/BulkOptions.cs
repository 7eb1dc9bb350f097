namespace Spam.Train.Bulk;

/// <summary>How lines are scored.</summary>
sealed record BulkOptions
{
    /// <summary>The longest line, in bytes: 4 MiB.</summary>
    public const int MaxLineBytes = 4 << 20;

    /// <summary>The field that holds the text.</summary>
    public string TextField { get; init; } = "text";

    /// <summary>What stands before the names of the fields that are added.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>How many lines are scored side by side, each on one thread. Answers do not depend on it.</summary>
    public int NumThreads { get; init; } = Environment.ProcessorCount;

    /// <summary>The longest line; smaller in tests.</summary>
    public int LongestLine { get; init; } = MaxLineBytes;
}
