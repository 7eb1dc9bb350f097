using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Reshape in configs.</summary>
sealed class ReshapeFormat : ConfigOnlyFormat<Reshape>
{
    /// <inheritdoc/>
    public override bool HasKeras3BuildConfig => false;

    /// <inheritdoc/>
    protected override Reshape Read(ConfigReader config) => new([.. config.WholesOrNull("target_shape") ?? throw config.Fail("target_shape", "is missing; it is the shape of a sample")]);

    /// <inheritdoc/>
    protected override void Write(Reshape layer, ConfigWriter config) => config.Add("target_shape", layer.TargetShape);
}
