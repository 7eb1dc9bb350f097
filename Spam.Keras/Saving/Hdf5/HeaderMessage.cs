namespace Spam.Keras.Saving.Hdf5;

/// <summary>A message of an object header: one thing that is said of the object.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="IsShared">Whether it stands elsewhere.</param>
/// <param name="Address">Where its data begin.</param>
/// <param name="Size">How many bytes they have.</param>
readonly record struct HeaderMessage(MessageKind Kind, bool IsShared, ulong Address, ulong Size);
