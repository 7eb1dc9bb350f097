namespace Spam.Keras.Saving.Hdf5;

/// <summary>A name in a group.</summary>
/// <param name="Name">The name.</param>
/// <param name="Address">The object's header, for a hard link.</param>
/// <param name="Path">The path that it stands for, for a soft link.</param>
/// <param name="IsExternal">Whether it leads to another file.</param>
readonly record struct Hdf5Link(string Name, ulong Address, string? Path = null, bool IsExternal = false);
