namespace Spam.Keras.Saving.Inspection;

/// <summary>A layer of a saved model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ClassName">Keras's class.</param>
/// <param name="OutputShape">The shape of what it gives, or several: <c>(None, 300, 128)</c>.</param>
/// <param name="NumParameters">How many numbers its weights are.</param>
public sealed record SavedLayer(string Name, string ClassName, string OutputShape, long NumParameters);
