using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Flatten in files.</summary>
sealed class FlattenFormat : StepFormat<Flatten>
{
    /// <inheritdoc/>
    protected override Flatten Read(ConfigReader config)
    {
        config.RequireChannelsLast();
        return new();
    }

    /// <inheritdoc/>
    protected override void Write(Flatten layer, ConfigWriter config) => config.AddFixed("data_format", "channels_last");

    /// <inheritdoc/>
    protected override string AddTo(LayerGraph graph, Flatten layer, GraphValue input)
    {
        var nodes = graph.Nodes;
        var length = layer.ComputeOutputShape(input.Shape)[1];
        var shape = length == Shape.Unknown ? nodes.Pack(nodes.SizeOf(input, 0), nodes.Const(-1)) : nodes.Const([-1, length]);
        return nodes.Reshape(input.Output, shape);
    }
}
