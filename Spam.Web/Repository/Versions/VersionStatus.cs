namespace Spam.Web.Repository.Versions;

/// <summary>How a version of a model is doing.</summary>
/// <param name="Version">The version.</param>
/// <param name="State">How far it is.</param>
/// <param name="Error">What is wrong with its files, if anything. An available version may have an error: its files changed, and what they hold now cannot be used.</param>
sealed record VersionStatus(string Version, VersionState State, string? Error = null);
