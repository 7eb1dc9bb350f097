using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>The format of a class of layers that join the numbers at the same place, and have no options.</summary>
/// <param name="operation">TensorFlow's operation on the first two inputs, then on what comes of it and the next.</param>
abstract class MergeFormat<TLayer>(string operation) : LayerFormatOf<TLayer> where TLayer : ElementwiseMerge, new()
{
    /// <inheritdoc/>
    protected sealed override TLayer Read(ConfigReader config) => new();

    /// <inheritdoc/>
    protected sealed override void Write(TLayer layer, ConfigWriter config)
    {
    }

    /// <inheritdoc/>
    protected sealed override IReadOnlyList<GraphValue> AddTo(LayerGraph graph, TLayer layer, IReadOnlyList<GraphValue> inputs)
    {
        var rank = inputs.Max(input => input.Shape.Rank);
        var joined = inputs.Select(input => Widen(graph.Nodes, input, rank)).Aggregate((left, right) => graph.Nodes.Binary(operation, left, right));
        var output = inputs[0] with { Output = Finish(graph.Nodes, joined, inputs.Count) };
        return [output.WithMasksOf(inputs, graph.Nodes)];
    }

    /// <summary>What is left to do with what came of the operation.</summary>
    protected virtual string Finish(GraphBuilder nodes, string joined, int numInputs) => joined;

    // An input with fewer axes gets axes of size 1 behind the batch's.
    static string Widen(GraphBuilder nodes, GraphValue input, int rank)
    {
        var output = input.Output;
        for (var missing = rank - input.Shape.Rank; missing > 0; missing--)
            output = nodes.AddAxis(output, 1);
        return output;
    }
}
