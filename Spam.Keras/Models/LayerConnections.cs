using Spam.Keras.Layers;

namespace Spam.Keras.Models;

/// <summary>What a summary says of a layer's place in its model.</summary>
static class LayerConnections
{
    /// <summary>Whether the summary has a column for what each layer reads: where the layers do not just follow one another.</summary>
    public static bool AreShown(Model model)
    {
        if (model is Sequential)
            return false;

        var isStack = model.Inputs.Count == 1 && model.Outputs.Count == 1 && model.Nodes.All(node => node.Inputs.Count <= 1)
            && model.Nodes.SelectMany(node => node.Inputs).GroupBy(input => input.Node).All(readers => readers.Count() == 1)
            && model.Nodes.Count == model.Layers.Count;
        return !isStack;
    }

    /// <summary>What a layer reads, over all its calls: <c>table[0][0]</c>, a layer, which of its calls and which of its outputs.</summary>
    public static IReadOnlyList<string> Of(Model model, Layer layer) =>
    [
        .. from node in model.Nodes
           where ReferenceEquals(node.Layer, layer)
           from input in node.Inputs
           let source = model.Nodes[input.Node].Layer
           let call = Enumerable.Range(0, input.Node).Count(earlier => ReferenceEquals(model.Nodes[earlier].Layer, source))
           select $"{source.Name}[{call}][{input.Output}]",
    ];

    /// <summary>Whether a call of the layer gives several outputs.</summary>
    public static bool HasSeveralOutputs(Model model, Layer layer) => Node(model, layer).OutputShapes.Count > 1;

    /// <summary>The shapes of a layer's outputs.</summary>
    public static string OutputShape(Model model, Layer layer, string separator) => string.Join(separator, Node(model, layer).OutputShapes);

    static Node Node(Model model, Layer layer) => model.Nodes.First(node => ReferenceEquals(node.Layer, layer));
}
