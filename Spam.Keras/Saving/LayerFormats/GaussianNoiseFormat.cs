using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>GaussianNoise in files.</summary>
sealed class GaussianNoiseFormat : UnchangedFormat<GaussianNoise>
{
    /// <inheritdoc/>
    public override bool HasKeras3BuildConfig => false;

    /// <inheritdoc/>
    protected override GaussianNoise Read(ConfigReader config)
    {
        config.Ignore("seed"); // no two programs draw the same numbers
        return new(config.Number("stddev", 1));
    }

    /// <inheritdoc/>
    protected override void Write(GaussianNoise layer, ConfigWriter config)
    {
        config.Add("stddev", layer.StdDev);
        config.AddFixed("seed", null);
    }
}
