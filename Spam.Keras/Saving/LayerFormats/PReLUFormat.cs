using System.Text.Json.Nodes;
using Spam.Keras.Initializers;
using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>PReLU in configs.</summary>
sealed class PReLUFormat : ConfigOnlyFormat<PReLU>
{
    /// <inheritdoc/>
    protected override PReLU Read(ConfigReader config)
    {
        var axes = config.WholesOrNull("shared_axes");
        var layer = new PReLU(InitializerConfig.Read(config, "alpha_initializer"), RegularizerConfig.Read(config, "alpha_regularizer"), axes is [] ? null : axes);
        ConstraintConfig.Read(config, "alpha_constraint", layer.Parameters[0]);
        return layer;
    }

    /// <inheritdoc/>
    protected override void Write(PReLU layer, ConfigWriter config)
    {
        var alpha = new WeightConfig("alpha", layer.Parameters[0], new Zeros());
        WeightConfig.WriteInitializers(config, alpha);
        WeightConfig.WriteRegularizers(config, alpha);
        WeightConfig.WriteConstraints(config, alpha);
        config.AddUnless((JsonNode?)null, "shared_axes", layer.SharedAxes is { } axes ? ConfigWriter.List(axes) : null);
    }
}
