namespace Spam.Web.Health;

/// <summary>How the service is doing.</summary>
/// <param name="State">All in all.</param>
/// <param name="Models">Its models.</param>
/// <param name="StoreAnswers">Whether its store answered.</param>
/// <param name="FreeBytes">How much room the disk of its store has; null where it has none.</param>
sealed record Findings(ReadyState State, IReadOnlyList<ModelFinding> Models, bool StoreAnswers, long? FreeBytes)
{
    /// <summary>With less room than this a disk is as good as full.</summary>
    public const long LeastFreeBytes = 64_000_000;

    /// <summary>Whether callers get answers, and will get them in a moment, too.</summary>
    public bool CanAnswer => State is ReadyState.Ready or ReadyState.Degraded;

    /// <summary>Whether the disk has room.</summary>
    public bool HasRoom => FreeBytes is null or >= LeastFreeBytes;
}
