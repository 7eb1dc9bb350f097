using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Cropping1D in configs.</summary>
sealed class Cropping1DFormat : ConfigOnlyFormat<Cropping1D>
{
    /// <inheritdoc/>
    protected override Cropping1D Read(ConfigReader config)
    {
        return config.WholesOrNull("cropping") switch
        {
            null => new(),
            [var both] => new(both),
            [var left, var right] => new(left, right),
            _ => throw config.Fail("cropping", "has more than two entries; expected a whole number, or two in a list"),
        };
    }

    /// <inheritdoc/>
    protected override void Write(Cropping1D layer, ConfigWriter config) => config.Add("cropping", [layer.Cropping.Left, layer.Cropping.Right]);
}
