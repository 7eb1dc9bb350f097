using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Dot in files.</summary>
sealed class DotFormat : LayerFormatOf<Dot>
{
    /// <inheritdoc/>
    protected override Dot Read(ConfigReader config)
    {
        if (config.WholesOrNull("axes") is not { Count: 1 or 2 } axes)
            throw config.Fail("axes", "is missing or no list of two; expected a whole number, or two in a list");

        return new(axes[0], axes[^1], config.Flag("normalize", fallback: false));
    }

    /// <inheritdoc/>
    protected override void Write(Dot layer, ConfigWriter config)
    {
        var (first, second) = layer.Axes;
        config.Add("axes", first == second ? first : ConfigWriter.List([first, second]));
        config.AddUnless(false, "normalize", layer.Normalize);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<GraphValue> AddTo(LayerGraph graph, Dot layer, IReadOnlyList<GraphValue> inputs)
    {
        var nodes = graph.Nodes;
        var (first, second) = layer.Axes;
        var (left, ofLeft) = Rows(nodes, layer, inputs[0], Axes.Find(layer, first, inputs[0].Shape.Rank));
        var (right, ofRight) = Rows(nodes, layer, inputs[1], Axes.Find(layer, second, inputs[1].Shape.Rank));
        var products = nodes.BatchMatMul(left, right, swapsRight: true);
        var sizes = ofLeft.Concat(ofRight).ToArray();
        if (ofLeft.Length != 1 || ofRight.Length != 1)
            products = nodes.Reshape(products, nodes.Pack([nodes.SizeOf(inputs[0], 0), .. sizes.DefaultIfEmpty(nodes.Const(1))]));
        return [inputs[0] with { Output = products, Mask = null }];
    }

    // An input as rows along its axis, (batch, rows, length), and the sizes of the axes that became the rows.
    static (string Rows, string[] Sizes) Rows(GraphBuilder nodes, Dot layer, GraphValue input, int axis)
    {
        var output = layer.Normalize ? nodes.Normalize(input.Output, [axis]) : input.Output;
        var order = Axes.MoveToEnd(input.Shape.Rank, axis);
        if (!Axes.IsInOrder(order))
            output = nodes.Transpose(output, order);
        string[] sizes = [.. order[1..^1].Select(place => nodes.SizeOf(input, place))];
        if (sizes.Length != 1)
            output = nodes.Reshape(output, nodes.Pack(nodes.SizeOf(input, 0), nodes.Const(-1), nodes.SizeOf(input, axis)));
        return (output, sizes);
    }
}
