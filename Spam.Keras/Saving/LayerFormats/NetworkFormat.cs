using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>The format of a class of models, alone or as layers of other models.</summary>
abstract class NetworkFormat<TNetwork> : LayerFormatOf<TNetwork> where TNetwork : Network
{
    /// <inheritdoc/>
    public override bool TakesWholeNumbers => true;

    /// <inheritdoc/>
    public override bool HasKeras3MaskArgument => true;

    /// <inheritdoc/>
    protected sealed override IReadOnlyList<InnerLayer> InnerLayers(TNetwork layer, IReadOnlyList<Shape> inputShapes)
    {
        var uses = Uses(layer, inputShapes).ToLookup(use => use.Layer, ReferenceEqualityComparer.Instance);
        return [.. SavedLayer.Of(layer).SelectMany(saved => uses[saved.Layer].Select(use => new InnerLayer(
            saved.Names[0], saved.Layer, use.InputShapes, saved.Layer is Network ? "" : $"{saved.Layer.Name}/")))]; // a model in a model leaves no name
    }

    /// <inheritdoc/>
    protected sealed override IReadOnlyList<GraphValue> AddTo(LayerGraph graph, TNetwork layer, IReadOnlyList<GraphValue> inputs)
    {
        var nodes = ModelGraph.Apply(graph, layer, SavedLayer.Of(layer), inputs);
        return [.. layer.Outputs.Select(output => nodes[output.Node][output.Output])];
    }

    /// <inheritdoc/>
    protected sealed override Layer Read(ConfigReader config) => throw new NotSupportedException("A model is read as a whole.");

    /// <inheritdoc/>
    protected sealed override void Write(TNetwork layer, ConfigWriter config) => throw new NotSupportedException("A model is written as a whole.");

    // Each use of each layer with the shapes that come to it, also where the model has no weights yet.
    static IEnumerable<(Layer Layer, IReadOnlyList<Shape> InputShapes)> Uses(Network model, IReadOnlyList<Shape> inputShapes)
    {
        if (model.Nodes.Count == 0) // a Sequential before it is built
        {
            var shapes = model is Sequential { Input: { } input } ? [input.ComputeOutputShape()] : inputShapes;
            foreach (var layer in model.Layers)
            {
                yield return (layer, shapes);
                shapes = layer.ComputeOutputShapes(shapes);
            }
        }

        foreach (var node in model.Nodes.Where(node => node.Layer is not InputLayer))
            yield return (node.Layer, [.. node.Inputs.Select(source => model.Nodes[source.Node].OutputShapes[source.Output])]);
    }
}
