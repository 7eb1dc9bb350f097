using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>RepeatVector in configs.</summary>
sealed class RepeatVectorFormat : ConfigOnlyFormat<RepeatVector>
{
    /// <inheritdoc/>
    protected override RepeatVector Read(ConfigReader config) => new(config.Size("n"));

    /// <inheritdoc/>
    protected override void Write(RepeatVector layer, ConfigWriter config) => config.Add("n", layer.N);
}
