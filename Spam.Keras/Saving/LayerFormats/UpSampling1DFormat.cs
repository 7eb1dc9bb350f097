using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>UpSampling1D in files.</summary>
sealed class UpSampling1DFormat : StepFormat<UpSampling1D>
{
    /// <inheritdoc/>
    protected override UpSampling1D Read(ConfigReader config) => new(config.SingleSizeOrNull("size") ?? 2);

    /// <inheritdoc/>
    protected override void Write(UpSampling1D layer, ConfigWriter config) => config.Add("size", layer.Size);

    /// <inheritdoc/>
    protected override string AddTo(LayerGraph graph, UpSampling1D layer, GraphValue input)
    {
        var nodes = graph.Nodes;
        var repeated = nodes.Tile(nodes.AddAxis(input.Output, 2), [1, 1, layer.Size, 1]);
        return nodes.Reshape(repeated, nodes.Pack(nodes.SizeOf(input, 0), nodes.Const(-1), nodes.SizeOf(input, 2)));
    }
}
