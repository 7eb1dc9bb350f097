using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>GaussianDropout in files.</summary>
sealed class GaussianDropoutFormat : UnchangedFormat<GaussianDropout>
{
    /// <inheritdoc/>
    public override bool HasKeras3BuildConfig => false;

    /// <inheritdoc/>
    public override bool WritesTraining => true;

    /// <inheritdoc/>
    protected override GaussianDropout Read(ConfigReader config)
    {
        config.Ignore("seed"); // no two programs draw the same numbers
        return new(config.Rate("rate", fallback: 0));
    }

    /// <inheritdoc/>
    protected override void Write(GaussianDropout layer, ConfigWriter config)
    {
        config.Add("rate", layer.Rate);
        config.AddFixed("seed", null);
    }
}
