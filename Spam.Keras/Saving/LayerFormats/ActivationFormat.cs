using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Activation in configs.</summary>
sealed class ActivationFormat : ConfigOnlyFormat<ActivationLayer>
{
    /// <inheritdoc/>
    public override string ClassName => "Activation";

    /// <inheritdoc/>
    public override bool HasKeras3BuildConfig => false;

    /// <inheritdoc/>
    protected override ActivationLayer Read(ConfigReader config) => new(ActivationConfig.Read(config, "activation", "linear"));

    /// <inheritdoc/>
    protected override void Write(ActivationLayer layer, ConfigWriter config) => config.Add("activation", ActivationConfig.Name(config, "activation", layer.Activation));
}
