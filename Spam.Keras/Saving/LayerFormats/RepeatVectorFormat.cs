using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>RepeatVector in files.</summary>
sealed class RepeatVectorFormat : StepFormat<RepeatVector>
{
    /// <inheritdoc/>
    protected override RepeatVector Read(ConfigReader config) => new(config.Size("n"));

    /// <inheritdoc/>
    protected override void Write(RepeatVector layer, ConfigWriter config) => config.Add("n", layer.N);

    /// <inheritdoc/>
    protected override string AddTo(LayerGraph graph, RepeatVector layer, GraphValue input)
        => graph.Nodes.Tile(graph.Nodes.AddAxis(input.Output, 1), [1, layer.N, 1]);
}
