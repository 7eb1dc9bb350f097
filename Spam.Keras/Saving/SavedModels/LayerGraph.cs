using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.SavedModels;

/// <summary>Where one layer adds its nodes.</summary>
/// <param name="Nodes">The body of the function that predicts.</param>
/// <param name="Library">Where functions of the layer's own go.</param>
/// <param name="Handles">The arguments that stand for the layer's variables, by the paths of its weights.</param>
sealed record LayerGraph(GraphBuilder Nodes, FunctionDefLibrary Library, IReadOnlyDictionary<string, string> Handles)
{
    /// <summary>The value of a weight.</summary>
    public string Read(string path) => Nodes.ReadVariable(Handles[path]);

    /// <summary>A value as float32.</summary>
    public string AsFloat(GraphValue value) => value.Type == DataType.DtFloat ? value.Output : Nodes.Cast(value.Output, value.Type, DataType.DtFloat);
}
