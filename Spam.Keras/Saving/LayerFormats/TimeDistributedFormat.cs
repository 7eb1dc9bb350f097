using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.Protos;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>TimeDistributed in files.</summary>
sealed class TimeDistributedFormat : LayerFormatOf<TimeDistributed>
{
    /// <inheritdoc/>
    public override bool HasKeras3MaskArgument => true;

    /// <inheritdoc/>
    protected override TimeDistributed Read(ConfigReader config)
    {
        var inner = config.Find("layer") ?? throw config.Fail("layer", "is missing; it is what runs at every step");
        return new(KnownLayers.ReadInner(inner, config));
    }

    /// <inheritdoc/>
    protected override void Write(TimeDistributed layer, ConfigWriter config) => config.Add("layer", KnownLayers.WriteInner(layer.Layer, config.Form));

    /// <inheritdoc/>
    protected override IReadOnlyList<InnerLayer> InnerLayers(TimeDistributed layer, IReadOnlyList<Shape> inputShapes)
        => [new("layer", layer.Layer, [.. inputShapes.Select(OfStep)])];

    /// <inheritdoc/>
    protected override IReadOnlyList<GraphValue> AddTo(LayerGraph graph, TimeDistributed layer, IReadOnlyList<GraphValue> inputs)
    {
        // The layer sees each step as a sample.
        var (nodes, input) = (graph.Nodes, inputs[0]);
        var outputs = graph.Within("layer", graph.Name).Apply(layer.Layer, [.. inputs.Select(one => StepsAsSamples(nodes, one))]);
        return [.. outputs.Select((output, i) => SamplesAsSteps(nodes, output, input) with
        {
            Mask = i == 0 ? Mask(nodes, input, output) : null,
            MaskRank = MaskRank(output),
        })];
    }

    static int MaskRank(GraphValue output) => output.Mask is null ? 2 : output.MaskRank + 1;

    static Shape OfStep(Shape sequence) => new([sequence[0], .. sequence.Sizes[2..]]);

    static GraphValue StepsAsSamples(GraphBuilder nodes, GraphValue input)
    {
        var steps = nodes.Reshape(input.Output, nodes.Pack([nodes.Const(-1), .. nodes.SizesFrom(input, 2)]));
        var value = input with { Output = steps, Shape = OfStep(input.Shape).With(0, Shape.Unknown), Mask = null, MaskRank = 2 };
        if (input is not { Mask: { } mask, MaskRank: > 2 })
            return value; // a mask of whole steps says nothing of their inside

        var parts = Enumerable.Range(2, input.MaskRank - 2).Select(axis => nodes.SizeOf(input, axis));
        return value with { Mask = nodes.Reshape(mask, nodes.Pack([nodes.Const(-1), .. parts]), DataType.DtBool), MaskRank = input.MaskRank - 1 };
    }

    static GraphValue SamplesAsSteps(GraphBuilder nodes, GraphValue output, GraphValue input)
        => output with { Output = nodes.Reshape(output.Output, nodes.Pack([nodes.SizeOf(input, 0), nodes.SizeOf(input, 1), .. nodes.SizesFrom(output, 1)])) };

    // What the layer says of each step, or that a step is real where anything in it is.
    static string? Mask(GraphBuilder nodes, GraphValue input, GraphValue output)
    {
        if (output.Mask is { } mask)
        {
            var parts = Enumerable.Range(1, output.MaskRank - 1).Select(axis => nodes.SizeOf(output, axis));
            return nodes.Reshape(mask, nodes.Pack([nodes.SizeOf(input, 0), nodes.SizeOf(input, 1), .. parts]), DataType.DtBool);
        }

        return input is { Mask: { } ofSteps, MaskRank: > 2 } ? nodes.Any(ofSteps, [.. Enumerable.Range(2, input.MaskRank - 2)]) : input.Mask;
    }
}
