using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>ZeroPadding1D in configs.</summary>
sealed class ZeroPadding1DFormat : ConfigOnlyFormat<ZeroPadding1D>
{
    /// <inheritdoc/>
    protected override ZeroPadding1D Read(ConfigReader config)
    {
        config.RequireChannelsLast();
        return config.WholesOrNull("padding") switch
        {
            null => new(),
            [var both] => new(both),
            [var left, var right] => new(left, right),
            _ => throw config.Fail("padding", "has more than two entries; expected a whole number, or two in a list"),
        };
    }

    /// <inheritdoc/>
    protected override void Write(ZeroPadding1D layer, ConfigWriter config)
    {
        config.Add("padding", [layer.Padding.Left, layer.Padding.Right]);
        config.AddFixed(ConfigForm.Keras3, "data_format", "channels_last");
    }
}
