using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>ELU in configs.</summary>
sealed class ELUFormat : ConfigOnlyFormat<ELU>
{
    /// <inheritdoc/>
    public override bool HasKeras3BuildConfig => false;

    /// <inheritdoc/>
    protected override ELU Read(ConfigReader config) => new(config.Number("alpha", 1));

    /// <inheritdoc/>
    protected override void Write(ELU layer, ConfigWriter config) => config.AddRounded("alpha", layer.Alpha);
}
