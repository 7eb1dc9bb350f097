namespace Spam.Model;

/// <summary>One file of a model folder as it was written.</summary>
/// <param name="Path">Relative to the folder, with forward slashes.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its SHA-256, in lower-case hex.</param>
public sealed record ManifestFile(string Path, long Bytes, string Sha256);
