using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Concatenate in configs.</summary>
sealed class ConcatenateFormat : ConfigOnlyFormat<Concatenate>
{
    /// <inheritdoc/>
    protected override Concatenate Read(ConfigReader config) => new(config.WholeOrNull("axis") ?? -1);

    /// <inheritdoc/>
    protected override void Write(Concatenate layer, ConfigWriter config) => config.AddUnless(-1, "axis", layer.Axis);
}
