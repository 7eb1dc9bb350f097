using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Add in configs.</summary>
sealed class AddFormat : ConfigOnlyFormat<Add>
{
    /// <inheritdoc/>
    protected override Add Read(ConfigReader config) => new();

    /// <inheritdoc/>
    protected override void Write(Add layer, ConfigWriter config)
    {
    }
}
