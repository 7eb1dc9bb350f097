using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>GlobalAveragePooling1D in configs.</summary>
sealed class GlobalAveragePooling1DFormat : ConfigOnlyFormat<GlobalAveragePooling1D>
{
    /// <inheritdoc/>
    public override bool HasKeras3BuildConfig => false;

    /// <inheritdoc/>
    public override bool HasKeras3MaskArgument => true;

    /// <inheritdoc/>
    protected override GlobalAveragePooling1D Read(ConfigReader config)
    {
        config.RequireChannelsLast();
        return new(config.Flag("keepdims", fallback: false), config.Dialect);
    }

    /// <inheritdoc/>
    protected override void Write(GlobalAveragePooling1D layer, ConfigWriter config)
    {
        config.AddFixed("data_format", "channels_last");
        config.AddUnless(false, "keepdims", layer.KeepDims);
    }
}
