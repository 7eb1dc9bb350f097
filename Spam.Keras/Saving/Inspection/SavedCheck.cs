namespace Spam.Keras.Saving.Inspection;

/// <summary>A checksum that was computed again.</summary>
/// <param name="Of">What it guards.</param>
/// <param name="IsRight">Whether it is what the file says.</param>
/// <param name="Detail">Which kind it is and how often, or what is wrong.</param>
public sealed record SavedCheck(string Of, bool IsRight, string Detail);
