using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Saving.LayerFormats;

namespace Spam.Keras.Saving.SavedModels;

/// <summary>What a SavedModel holds of a model: its layers and its variables, each once.</summary>
sealed class ModelObjects
{
    readonly Dictionary<Parameter, ModelVariable> _variables = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<string, ModelVariable> _paths = [];
    readonly Dictionary<string, string> _identifiers = [];
    readonly HashSet<string> _names = [];

    /// <summary>The objects of a built model.</summary>
    /// <exception cref="KerasException">A layer cannot be saved.</exception>
    public ModelObjects(Model model)
    {
        Layers = SavedLayer.Of(model);
        foreach (var layer in Layers.Where(layer => layer.Layer is not InputLayer))
            AddVariables(layer);
    }

    /// <summary>The model's layers.</summary>
    public IReadOnlyList<SavedLayer> Layers { get; }

    /// <summary>The weights, in the order of the layers.</summary>
    public List<ModelVariable> Variables { get; } = [];

    /// <summary>All paths from the model to a weight. A weight that is shared has several.</summary>
    public IReadOnlyDictionary<string, ModelVariable> Paths => _paths;

    /// <summary>What SavedModel calls the object at a path between a layer and its weights.</summary>
    public string IdentifierOf(string path) => _identifiers.GetValueOrDefault(path, "_tf_keras_layer");

    void AddVariables(SavedLayer saved)
    {
        var (layer, format) = (saved.Layer, KnownLayers.Of(saved.Layer));
        AddIdentifiers(layer, format, saved.Path);
        foreach (var weight in format.Weights(layer, layer.BuildInputShapes))
        {
            if (!_variables.TryGetValue(weight.Parameter, out var variable))
            {
                variable = new($"{saved.Path}/{weight.Path}", UniqueName(LayerFormat.VariableName(layer, weight)), weight.Parameter);
                _variables.Add(weight.Parameter, variable);
                Variables.Add(variable);
            }

            _paths[$"{saved.Path}/{weight.Path}"] = variable; // of a layer that is used twice, twice
        }
    }

    void AddIdentifiers(Layer layer, LayerFormat format, string path)
    {
        foreach (var inner in format.InnerLayers(layer, layer.BuildInputShapes))
        {
            var innerFormat = KnownLayers.Of(inner.Layer);
            _identifiers[$"{path}/{inner.Name}"] = innerFormat.Identifier;
            AddIdentifiers(inner.Layer, innerFormat, $"{path}/{inner.Name}");
        }
    }

    // Two variables of one name would be one in TensorFlow 1.
    string UniqueName(string name)
    {
        var unique = name;
        for (var number = 1; !_names.Add(unique); number++)
            unique = $"{name}_{number}";
        return unique;
    }
}
