using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>The options that pooling layers share.</summary>
static class PoolingConfig
{
    /// <summary>Writes them, in each Keras's own order.</summary>
    public static void Write(ConfigWriter config, Pooling1D layer)
    {
        if (config.Form == ConfigForm.Keras2)
            config.Add("strides", [layer.Strides]);
        config.Add("pool_size", [layer.PoolSize]);
        config.AddUnless("valid", "padding", PaddingNames.All[layer.Padding]);
        if (config.Form != ConfigForm.Keras2)
            config.Add("strides", [layer.Strides]);
        config.AddFixed("data_format", "channels_last");
    }
}
