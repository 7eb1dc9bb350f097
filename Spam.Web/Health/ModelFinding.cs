using Spam.Web.Repository.Versions;

namespace Spam.Web.Health;

/// <summary>How a model is doing.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reason">Why it does not answer; null where it does.</param>
/// <param name="Versions">Its versions, the newest first.</param>
sealed record ModelFinding(string Name, string? Reason, IReadOnlyList<VersionStatus> Versions)
{
    /// <summary>Why it does not answer, with what is wrong with the files of its newest version, where that is known.</summary>
    public string? WholeReason => Reason is null ? null : Versions.FirstOrDefault(version => version.Error is not null)?.Error ?? Reason;
}
