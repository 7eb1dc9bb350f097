using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>ReLU in configs.</summary>
sealed class ReLUFormat : ConfigOnlyFormat<ReLU>
{
    /// <inheritdoc/>
    public override bool HasKeras3BuildConfig => false;

    /// <inheritdoc/>
    protected override ReLU Read(ConfigReader config)
    {
        float? maxValue = config.Find("max_value") is null ? null : config.Number("max_value", 0);
        return new(maxValue, config.Number("negative_slope", 0), config.Number("threshold", 0));
    }

    /// <inheritdoc/>
    protected override void Write(ReLU layer, ConfigWriter config)
    {
        if (layer.MaxValue is { } maxValue)
            config.AddRounded("max_value", maxValue);
        else
            config.AddFixed("max_value", null);
        config.AddRounded("negative_slope", layer.NegativeSlope);
        config.AddRounded("threshold", layer.Threshold);
    }
}
