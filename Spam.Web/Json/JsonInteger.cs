namespace Spam.Web.Json;

/// <summary>A whole number of any length, as its digits: Python's integers have no bound.</summary>
/// <param name="Digits">As Python's <c>str</c> writes it.</param>
sealed record JsonInteger(string Digits);
