using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Saving.LayerFormats;

namespace Spam.Keras.Saving.SavedModels;

/// <summary>A layer with its names in a SavedModel.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Format">Its format.</param>
/// <param name="InputShape">The shape that comes in.</param>
/// <param name="Names">What the model calls it: <c>layer_with_weights-0</c> if it has weights, then <c>layer-1</c>.</param>
/// <param name="Variables">Its weights.</param>
sealed record SavedLayer(Layer Layer, LayerFormat Format, Shape InputShape, IReadOnlyList<string> Names, IReadOnlyList<ModelVariable> Variables)
{
    /// <summary>The layers of a model.</summary>
    /// <exception cref="KerasException">A layer cannot be saved.</exception>
    public static IReadOnlyList<SavedLayer> Of(Sequential model)
    {
        List<SavedLayer> layers = [];
        var numWithWeights = 0;
        foreach (var layer in model.Layers)
        {
            if (layers.Exists(other => ReferenceEquals(other.Layer, layer)))
            {
                throw new KerasException(
                    $"{layer} stands twice in the model '{model.Name}', which a saved Sequential cannot have. Give each place a layer of its own.");
            }

            var format = KnownLayers.Of(layer);
            if (!format.HasGraph)
                throw KnownLayers.NoGraph($"{layer}");

            var inputShape = model.Nodes[layers.Count].OutputShape; // node 0 is the input, so this is what the layer before gives
            var weights = format.Weights(layer, inputShape);
            List<string> names = [$"layer-{layers.Count}"];
            if (weights.Count > 0)
                names.Insert(0, $"layer_with_weights-{numWithWeights++}");

            var variables = weights.Select(weight => new ModelVariable(
                weight.Path, format.VariableName(layer, weight), $"{names[0]}/{weight.Path}{ModelVariable.KeyEnding}", weight.Parameter));
            layers.Add(new(layer, format, inputShape, names, [.. variables]));
        }

        return layers;
    }
}
