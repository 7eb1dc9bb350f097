namespace Spam.Keras.Saving.Inspection;

/// <summary>A tensor that a file holds.</summary>
/// <param name="Name">Where it stands: the path in an HDF5 file, the key in a checkpoint.</param>
/// <param name="Type">The type of its elements: <c>float32</c>.</param>
/// <param name="Shape">Its shape.</param>
public sealed record SavedTensor(string Name, string Type, Shape Shape);
