using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>AlphaDropout in files.</summary>
sealed class AlphaDropoutFormat : UnchangedFormat<AlphaDropout>
{
    /// <inheritdoc/>
    public override bool HasKeras3BuildConfig => false;

    /// <inheritdoc/>
    public override bool WritesTraining => true;

    /// <inheritdoc/>
    protected override AlphaDropout Read(ConfigReader config)
    {
        config.Ignore("seed"); // no two programs draw the same numbers
        return new(config.Rate("rate", fallback: 0), DropoutFormat.NoiseShape(config));
    }

    /// <inheritdoc/>
    protected override void Write(AlphaDropout layer, ConfigWriter config)
    {
        config.Add("rate", layer.Rate);
        config.AddFixed("seed", null);
        if (layer.NoiseShape is { } shape)
            config.Add("noise_shape", ShapeConfig.Write(new([.. shape]))); // Keras 2 takes it and does not write it
        else
            config.AddFixed(ConfigForm.Keras3, "noise_shape", null);
    }
}
