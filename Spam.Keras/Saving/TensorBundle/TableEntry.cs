namespace Spam.Keras.Saving.TensorBundle;

/// <summary>A key of a table and what stands under it.</summary>
readonly record struct TableEntry(byte[] Key, ReadOnlyMemory<byte> Value);
