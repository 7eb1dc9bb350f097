using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>UpSampling1D in configs.</summary>
sealed class UpSampling1DFormat : ConfigOnlyFormat<UpSampling1D>
{
    /// <inheritdoc/>
    protected override UpSampling1D Read(ConfigReader config) => new(config.SingleSizeOrNull("size") ?? 2);

    /// <inheritdoc/>
    protected override void Write(UpSampling1D layer, ConfigWriter config) => config.Add("size", layer.Size);
}
