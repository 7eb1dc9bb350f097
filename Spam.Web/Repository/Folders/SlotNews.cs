namespace Spam.Web.Repository.Folders;

/// <summary>What happened to a version's folder at a look; nothing by default.</summary>
/// <param name="Error">Why its files cannot be used.</param>
/// <param name="Loaded">What answers from now on.</param>
/// <param name="Replaced">What answered before.</param>
/// <param name="Took">How long loading and warming up took.</param>
readonly record struct SlotNews(string? Error, LoadedModel? Loaded, LoadedModel? Replaced, TimeSpan Took);
