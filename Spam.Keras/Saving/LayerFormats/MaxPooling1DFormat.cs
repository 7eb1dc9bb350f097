using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>MaxPooling1D in files.</summary>
sealed class MaxPooling1DFormat : StepFormat<MaxPooling1D>
{
    /// <inheritdoc/>
    public override bool HasKeras3BuildConfig => false;

    /// <inheritdoc/>
    protected override MaxPooling1D Read(ConfigReader config)
    {
        config.RequireChannelsLast();
        return new(
            config.SingleSizeOrNull("pool_size") ?? 2, config.SingleSizeOrNull("strides"), config.Choice("padding", PaddingNames.All, Padding.Valid));
    }

    /// <inheritdoc/>
    protected override void Write(MaxPooling1D layer, ConfigWriter config) => PoolingConfig.Write(config, layer);

    /// <inheritdoc/>
    protected override string AddTo(LayerGraph graph, MaxPooling1D layer, GraphValue input)
        => graph.Nodes.Pool("MaxPool", input.Output, layer);
}
