using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Multiply in configs.</summary>
sealed class MultiplyFormat : ConfigOnlyFormat<Multiply>
{
    /// <inheritdoc/>
    protected override Multiply Read(ConfigReader config) => new();

    /// <inheritdoc/>
    protected override void Write(Multiply layer, ConfigWriter config)
    {
    }
}
