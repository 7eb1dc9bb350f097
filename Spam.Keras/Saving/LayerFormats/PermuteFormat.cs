using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Permute in files.</summary>
sealed class PermuteFormat : StepFormat<Permute>
{
    /// <inheritdoc/>
    protected override Permute Read(ConfigReader config) => new([.. config.WholesOrNull("dims") ?? throw config.Fail("dims", "is missing; it is the new order of the axes")]);

    /// <inheritdoc/>
    protected override void Write(Permute layer, ConfigWriter config) => config.Add("dims", layer.Dims);

    /// <inheritdoc/>
    protected override string AddTo(LayerGraph graph, Permute layer, GraphValue input)
        => graph.Nodes.Transpose(input.Output, [0, .. layer.Dims]);
}
