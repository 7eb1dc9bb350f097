using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Permute in configs.</summary>
sealed class PermuteFormat : ConfigOnlyFormat<Permute>
{
    /// <inheritdoc/>
    protected override Permute Read(ConfigReader config) => new([.. config.WholesOrNull("dims") ?? throw config.Fail("dims", "is missing; it is the new order of the axes")]);

    /// <inheritdoc/>
    protected override void Write(Permute layer, ConfigWriter config) => config.Add("dims", layer.Dims);
}
