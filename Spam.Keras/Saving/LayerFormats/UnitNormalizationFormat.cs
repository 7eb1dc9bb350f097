using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>UnitNormalization in files.</summary>
sealed class UnitNormalizationFormat : StepFormat<UnitNormalization>
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

    /// <inheritdoc/>
    protected override string AddTo(LayerGraph graph, UnitNormalization layer, GraphValue input)
        => graph.Nodes.Normalize(input.Output, [.. layer.Axis]);
}
