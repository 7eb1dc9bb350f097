namespace Spam.Bench.Fuzz;

/// <summary>A sound file, and what reads a damaged copy of it.</summary>
/// <param name="Kind">The format.</param>
/// <param name="Name">The file, relative to the golden data.</param>
/// <param name="Sound">Its bytes.</param>
/// <param name="Load">Reads bytes; it may throw a KerasException.</param>
sealed record FuzzTarget(string Kind, string Name, byte[] Sound, Action<byte[]> Load);
