using Spam.Keras.Layers;

namespace Spam.Keras.Saving.KerasFiles;

/// <summary>An object of a model that has a group of its own in <c>.weights.h5</c> files.</summary>
/// <param name="Path">The group: <c>layers/lstm/cell</c>.</param>
/// <param name="Name">The object's own name, which Keras 3 notes.</param>
/// <param name="Parameters">Its weights, without those of the objects in it.</param>
sealed record SavedObject(string Path, string Name, IReadOnlyList<Parameter> Parameters);
