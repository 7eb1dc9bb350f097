using Spam.Keras.Initializers;
using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>LayerNormalization in configs.</summary>
sealed class LayerNormalizationFormat : ConfigOnlyFormat<LayerNormalization>
{
    /// <inheritdoc/>
    protected override LayerNormalization Read(ConfigReader config)
    {
        config.Refuse("rms_scaling");
        var layer = new LayerNormalization(
            config.WholesOrNull("axis"), config.Number("epsilon", .001f), config.Flag("center", fallback: true), config.Flag("scale", fallback: true),
            InitializerConfig.Read(config, "beta_initializer"), InitializerConfig.Read(config, "gamma_initializer"),
            RegularizerConfig.Read(config, "beta_regularizer"), RegularizerConfig.Read(config, "gamma_regularizer"));
        ConstraintConfig.Read(config, "beta_constraint", Find(layer, "beta"));
        ConstraintConfig.Read(config, "gamma_constraint", Find(layer, "gamma"));
        return layer;
    }

    /// <inheritdoc/>
    protected override void Write(LayerNormalization layer, ConfigWriter config)
    {
        ReadOnlySpan<WeightConfig> weights = [new("beta", Find(layer, "beta"), new Zeros()), new("gamma", Find(layer, "gamma"), new Ones())];
        config.AddUnless(ConfigWriter.List([-1]), "axis", ConfigWriter.List(AxisConfig.Places(layer, layer.Axis, config)));
        config.AddUnless(.001f, "epsilon", layer.Epsilon);
        config.AddUnless(true, "center", layer.Center);
        config.AddUnless(true, "scale", layer.Scale);
        config.AddFixed(ConfigForm.Keras3, "rms_scaling", false);
        WeightConfig.WriteInitializers(config, weights);
        WeightConfig.WriteRegularizers(config, weights);
        WeightConfig.WriteConstraints(config, weights);
    }
}
