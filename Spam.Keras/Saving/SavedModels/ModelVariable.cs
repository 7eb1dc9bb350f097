using Spam.Keras.Layers;
using Spam.Keras.Saving.TensorBundle;

namespace Spam.Keras.Saving.SavedModels;

/// <summary>A weight with its names in a SavedModel.</summary>
/// <param name="Path">From the model: <c>layer_with_weights-1/cell/kernel</c>.</param>
/// <param name="Name">In the graph: <c>lstm/lstm_cell/kernel</c>.</param>
/// <param name="Parameter">The weight.</param>
sealed record ModelVariable(string Path, string Name, Parameter Parameter)
{
    /// <summary>What ends the keys of variables.</summary>
    public const string KeyEnding = $"/.ATTRIBUTES/{CheckpointObjects.ValueName}";

    /// <summary>The key in the tensor bundle.</summary>
    public string Key => Path + KeyEnding;

    /// <summary>The shape of the value.</summary>
    public Shape Shape => Parameter.Value.Shape;
}
