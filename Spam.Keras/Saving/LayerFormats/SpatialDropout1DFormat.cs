using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>SpatialDropout1D in files. It predicts nothing new, so it leaves no node.</summary>
sealed class SpatialDropout1DFormat : UnchangedFormat<SpatialDropout1D>
{
    /// <inheritdoc/>
    public override bool HasTrainable => false;

    /// <inheritdoc/>
    public override bool HasKeras3BuildConfig => false;

    /// <inheritdoc/>
    protected override SpatialDropout1D Read(ConfigReader config)
    {
        config.Ignore("seed"); // no two programs draw the same numbers
        config.Refuse("noise_shape");
        return new(config.Rate("rate", fallback: 0));
    }

    /// <inheritdoc/>
    protected override void Write(SpatialDropout1D layer, ConfigWriter config)
    {
        config.Add("rate", layer.Rate);
        config.AddFixed(ConfigForm.Keras2, "noise_shape", null);
        config.AddFixed("seed", null);
    }
}
