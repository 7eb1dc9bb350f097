namespace Spam.Keras.Saving.Hdf5;

/// <summary>A part of a dataset that is stored on its own.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Stored">How many bytes it has in the file.</param>
/// <param name="SkippedFilters">A bit for each filter that it did not go through.</param>
/// <param name="Place">Which chunk along each axis.</param>
readonly record struct Chunk(ulong Address, ulong Stored, uint SkippedFilters, ulong[] Place);
