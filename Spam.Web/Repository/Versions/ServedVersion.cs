namespace Spam.Web.Repository.Versions;

/// <summary>A version of a model at one moment.</summary>
/// <param name="Status">How it is doing.</param>
/// <param name="Model">What answers, where it is available; what ends, where it is unloading.</param>
sealed record ServedVersion(VersionStatus Status, LoadedModel? Model)
{
    /// <summary>Whether it can be asked.</summary>
    public bool IsAvailable => Status.State == VersionState.Available;

    /// <summary>How it is doing by now: what was unloading may have ended since.</summary>
    public VersionStatus Current => Status.State == VersionState.Unloading && Model!.IsGone // what unloads is in memory
        ? Status with { State = VersionState.End }
        : Status;
}
