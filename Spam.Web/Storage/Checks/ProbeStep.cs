namespace Spam.Web.Storage.Checks;

/// <summary>A step in trying a store out.</summary>
/// <param name="Name">What it does, in a word.</param>
/// <param name="Run">Does it, and says what was found.</param>
sealed record ProbeStep(string Name, Func<CancellationToken, Task<string>> Run);
