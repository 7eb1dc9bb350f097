using Spam.Keras.Layers;
using Spam.Keras.Saving.TensorBundle;

namespace Spam.Keras.Saving.SavedModels;

/// <summary>A weight with its names in a SavedModel.</summary>
/// <param name="Path">From its layer: <c>cell/kernel</c>.</param>
/// <param name="Name">In the graph: <c>lstm/lstm_cell/kernel</c>.</param>
/// <param name="Key">In the tensor bundle.</param>
/// <param name="Parameter">The weight.</param>
sealed record ModelVariable(string Path, string Name, string Key, Parameter Parameter)
{
    /// <summary>What ends the keys of variables.</summary>
    public const string KeyEnding = $"/.ATTRIBUTES/{CheckpointObjects.ValueName}";

    /// <summary>The shape of the value.</summary>
    public Shape Shape => Parameter.Value.Shape;
}
