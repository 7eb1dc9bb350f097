using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Saving.LayerFormats;

namespace Spam.Keras.Saving.SavedModels;

/// <summary>A layer with its names in a SavedModel.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Identifier">What SavedModel calls such an object.</param>
/// <param name="Path">The names that lead to it from the model.</param>
/// <param name="Names">What the model around it calls it: <c>layer_with_weights-0</c> if it has weights, then <c>layer-1</c>.</param>
/// <param name="Inner">The layers of a model that is a layer.</param>
sealed record SavedLayer(Layer Layer, string Identifier, string Path, IReadOnlyList<string> Names, IReadOnlyList<SavedLayer> Inner)
{
    /// <summary>The layers of a model, each once, in Keras's order.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The names that lead to the model, with a stroke at the end; empty for the one that is saved.</param>
    /// <exception cref="KerasException">A layer cannot be saved.</exception>
    public static IReadOnlyList<SavedLayer> Of(Network model, string path = "")
    {
        List<SavedLayer> layers = [];
        var numWithWeights = 0;
        foreach (var layer in model.Layers)
        {
            List<string> names = [$"layer-{layers.Count}"];
            if (layer.Parameters.Count > 0)
                names.Insert(0, $"layer_with_weights-{numWithWeights++}");
            var identifier = layer is InputLayer ? "_tf_keras_input_layer" : KnownLayers.Of(layer).Identifier;
            layers.Add(new(layer, identifier, path + names[0], names, layer is Network inner ? Of(inner, $"{path}{names[0]}/") : []));
        }

        return layers;
    }
}
