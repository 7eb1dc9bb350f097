using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Minimum in configs.</summary>
sealed class MinimumFormat : ConfigOnlyFormat<Minimum>
{
    /// <inheritdoc/>
    protected override Minimum Read(ConfigReader config) => new();

    /// <inheritdoc/>
    protected override void Write(Minimum layer, ConfigWriter config)
    {
    }
}
