using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Average in configs.</summary>
sealed class AverageFormat : ConfigOnlyFormat<Average>
{
    /// <inheritdoc/>
    protected override Average Read(ConfigReader config) => new();

    /// <inheritdoc/>
    protected override void Write(Average layer, ConfigWriter config)
    {
    }
}
