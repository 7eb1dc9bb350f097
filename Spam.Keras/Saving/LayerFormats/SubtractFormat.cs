using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Subtract in configs.</summary>
sealed class SubtractFormat : ConfigOnlyFormat<Subtract>
{
    /// <inheritdoc/>
    protected override Subtract Read(ConfigReader config) => new();

    /// <inheritdoc/>
    protected override void Write(Subtract layer, ConfigWriter config)
    {
    }
}
