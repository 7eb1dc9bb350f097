using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Flatten in configs.</summary>
sealed class FlattenFormat : ConfigOnlyFormat<Flatten>
{
    /// <inheritdoc/>
    protected override Flatten Read(ConfigReader config)
    {
        config.RequireChannelsLast();
        return new();
    }

    /// <inheritdoc/>
    protected override void Write(Flatten layer, ConfigWriter config) => config.AddFixed("data_format", "channels_last");
}
