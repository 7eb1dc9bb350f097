namespace Spam.Web.Repository;

/// <summary>Which model is to answer. With nothing said: the default model, and of a model the version that its label <c>stable</c> stands for, or else its newest.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Version">One of its versions.</param>
/// <param name="Label">One of its labels; not together with a version.</param>
readonly record struct ModelChoice(string? Name, string? Version = null, string? Label = null);
