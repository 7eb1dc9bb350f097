namespace Spam.Bench.Faults;

/// <summary>What was seen of a fault.</summary>
/// <param name="IsKept">Whether the promise was kept.</param>
/// <param name="Figures">What happened.</param>
sealed record Finding(bool IsKept, string Figures)
{
    /// <summary>A finding with numbers in it.</summary>
    public static Finding Of(bool isKept, FormattableString figures) => new(isKept, FormattableString.Invariant(figures));
}
