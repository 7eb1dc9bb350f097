using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Maximum in configs.</summary>
sealed class MaximumFormat : ConfigOnlyFormat<Maximum>
{
    /// <inheritdoc/>
    protected override Maximum Read(ConfigReader config) => new();

    /// <inheritdoc/>
    protected override void Write(Maximum layer, ConfigWriter config)
    {
    }
}
