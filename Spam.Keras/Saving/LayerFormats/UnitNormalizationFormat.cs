using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>UnitNormalization in configs.</summary>
sealed class UnitNormalizationFormat : ConfigOnlyFormat<UnitNormalization>
{
    /// <inheritdoc/>
    public override bool HasKeras3BuildConfig => false;

    /// <inheritdoc/>
    protected override UnitNormalization Read(ConfigReader config) => new([.. config.WholesOrNull("axis") ?? [-1]]);

    /// <inheritdoc/>
    protected override void Write(UnitNormalization layer, ConfigWriter config)
    {
        var axes = AxisConfig.Places(layer, layer.Axis, config);
        config.Add("axis", config.Form != ConfigForm.Keras2 && axes.Count == 1 ? axes[0] : ConfigWriter.List(axes));
    }
}
