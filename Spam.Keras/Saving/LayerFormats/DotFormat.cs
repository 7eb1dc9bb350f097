using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Dot in configs.</summary>
sealed class DotFormat : ConfigOnlyFormat<Dot>
{
    /// <inheritdoc/>
    protected override Dot Read(ConfigReader config)
    {
        if (config.WholesOrNull("axes") is not { Count: 1 or 2 } axes)
            throw config.Fail("axes", "is missing or no list of two; expected a whole number, or two in a list");

        return new(axes[0], axes[^1], config.Flag("normalize", fallback: false));
    }

    /// <inheritdoc/>
    protected override void Write(Dot layer, ConfigWriter config)
    {
        var (first, second) = layer.Axes;
        config.Add("axes", first == second ? first : ConfigWriter.List([first, second]));
        config.AddUnless(false, "normalize", layer.Normalize);
    }
}
