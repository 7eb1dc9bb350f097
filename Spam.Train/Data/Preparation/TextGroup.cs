namespace Spam.Train.Data.Preparation;

/// <summary>The rows of the same words.</summary>
/// <param name="First">Where the first of them is.</param>
/// <param name="Labels">The number of its label.</param>
/// <param name="NumKept">How many of them are kept.</param>
readonly record struct TextGroup(Place First, int Labels, int NumKept);

/// <summary>Where a row is: which source, and its line there.</summary>
readonly record struct Place(ulong Value)
{
    const int LineBits = 44;

    /// <summary>How many sources can be told apart.</summary>
    public const int MostSources = 1 << (64 - LineBits);

    /// <summary>That of a line of a source.</summary>
    public static Place Of(int source, long line) => new(((ulong)source << LineBits) | (ulong)line);

    /// <summary>The source's number.</summary>
    public int Source => (int)(Value >> LineBits);

    /// <summary>The line.</summary>
    public long Line => (long)(Value & ((1UL << LineBits) - 1));
}
