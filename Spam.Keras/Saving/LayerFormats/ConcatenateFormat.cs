using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.Protos;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Concatenate in files.</summary>
sealed class ConcatenateFormat : LayerFormatOf<Concatenate>
{
    /// <inheritdoc/>
    protected override Concatenate Read(ConfigReader config) => new(config.WholeOrNull("axis") ?? -1);

    /// <inheritdoc/>
    protected override void Write(Concatenate layer, ConfigWriter config) => config.AddUnless(-1, "axis", layer.Axis);

    /// <inheritdoc/>
    protected override IReadOnlyList<GraphValue> AddTo(LayerGraph graph, Concatenate layer, IReadOnlyList<GraphValue> inputs)
    {
        var (nodes, rank) = (graph.Nodes, inputs[0].Shape.Rank);
        var output = inputs[0] with { Output = nodes.Concatenate([.. inputs.Select(input => input.Output)], layer.Axis) };
        if (Axes.Find(layer, layer.Axis, rank) != 1 || inputs.All(input => input.Mask is null))
            return [output.WithMasksOf(inputs, nodes)];
        if (rank == 2)
            return [output with { Mask = null }]; // along the only axis of a sample: there are no steps behind it that a mask could be of

        var masks = inputs.Select(input => input.Mask
            ?? nodes.Fill(nodes.Pack(nodes.SizeOf(input, 0), nodes.SizeOf(input, 1)), nodes.Const(true), DataType.DtBool));
        return [output with { Mask = nodes.Concatenate([.. masks], 1, DataType.DtBool) }];
    }
}
