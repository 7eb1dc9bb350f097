using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Masking in configs.</summary>
sealed class MaskingFormat : ConfigOnlyFormat<Masking>
{
    /// <inheritdoc/>
    public override bool HasKeras3BuildConfig => false;

    /// <inheritdoc/>
    protected override Masking Read(ConfigReader config) => new(config.Number("mask_value", 0));

    /// <inheritdoc/>
    protected override void Write(Masking layer, ConfigWriter config) => config.Add("mask_value", layer.MaskValue);
}
