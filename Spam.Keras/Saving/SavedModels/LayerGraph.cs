using Spam.Keras.Layers;
using Spam.Keras.Saving.LayerFormats;
using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.SavedModels;

/// <summary>Where one layer adds its nodes.</summary>
/// <param name="Nodes">The body of the function that predicts.</param>
/// <param name="Library">Where functions of the layer's own go.</param>
/// <param name="Handles">The arguments that stand for the model's variables, by their paths from the model.</param>
/// <param name="Path">The layer's path from the model, with a stroke at its end.</param>
/// <param name="Name">What functions of the layer's own are called after.</param>
sealed record LayerGraph(GraphBuilder Nodes, FunctionDefLibrary Library, IReadOnlyDictionary<string, string> Handles, string Path, string Name)
{
    /// <summary>The value of a weight.</summary>
    /// <param name="path">The names that lead to it from the layer.</param>
    public string Read(string path) => Nodes.ReadVariable(Handles[Path + path]);

    /// <summary>The place of a layer inside this one.</summary>
    /// <param name="child">What the object graph calls it.</param>
    /// <param name="name">What functions of its own are called after.</param>
    public LayerGraph Within(string child, string name) => this with { Path = $"{Path}{child}/", Name = name };

    /// <summary>Adds a layer at this place, with what is alike for all: types, shapes, and masks that end.</summary>
    /// <exception cref="KerasException">The layer has no format, or an option that no graph is written for.</exception>
    public IReadOnlyList<GraphValue> Apply(Layer layer, IReadOnlyList<GraphValue> inputs)
    {
        var format = KnownLayers.Of(layer);
        var outputs = format.AddTo(this, layer, format.TakesWholeNumbers ? inputs : [.. inputs.Select(AsFloat)]);
        var shapes = layer.ComputeOutputShapes([.. inputs.Select(input => input.Shape)]);
        return [.. outputs.Select((output, i) => output with { Shape = shapes[i], Mask = layer.SupportsMasking ? output.Mask : null })];
    }

    GraphValue AsFloat(GraphValue value) => value.Type == DataType.DtFloat
        ? value
        : value with { Output = Nodes.Cast(value.Output, value.Type, DataType.DtFloat), Type = DataType.DtFloat };
}
