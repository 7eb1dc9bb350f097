using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>AveragePooling1D in configs.</summary>
sealed class AveragePooling1DFormat : ConfigOnlyFormat<AveragePooling1D>
{
    /// <inheritdoc/>
    public override bool HasKeras3BuildConfig => false;

    /// <inheritdoc/>
    protected override AveragePooling1D Read(ConfigReader config)
    {
        config.RequireChannelsLast();
        return new(
            config.SingleSizeOrNull("pool_size") ?? 2, config.SingleSizeOrNull("strides"), config.Choice("padding", PaddingNames.All, Padding.Valid));
    }

    /// <inheritdoc/>
    protected override void Write(AveragePooling1D layer, ConfigWriter config) => PoolingConfig.Write(config, layer);
}
