using Spam.Keras.Initializers;
using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Conv1D in configs.</summary>
sealed class Conv1DFormat : ConfigOnlyFormat<Conv1D>
{
    /// <inheritdoc/>
    protected override Conv1D Read(ConfigReader config)
    {
        config.RequireChannelsLast();
        var layer = new Conv1D(
            config.Size("filters"), config.SingleSizeOrNull("kernel_size") ?? throw config.Fail("kernel_size", "is missing"),
            config.SingleSizeOrNull("strides") ?? 1, config.Choice("padding", PaddingNames.All, Padding.Valid),
            config.SingleSizeOrNull("dilation_rate") ?? 1, config.SizeOrNull("groups") ?? 1,
            ActivationConfig.Read(config, "activation", "linear"), config.Flag("use_bias", fallback: true),
            InitializerConfig.Read(config, "kernel_initializer"), InitializerConfig.Read(config, "bias_initializer"),
            RegularizerConfig.Read(config, "kernel_regularizer"), RegularizerConfig.Read(config, "bias_regularizer"),
            RegularizerConfig.Read(config, "activity_regularizer"));
        ConstraintConfig.Read(config, "kernel_constraint", Find(layer, "kernel"));
        ConstraintConfig.Read(config, "bias_constraint", Find(layer, "bias"));
        return layer;
    }

    /// <inheritdoc/>
    protected override void Write(Conv1D layer, ConfigWriter config)
    {
        ReadOnlySpan<WeightConfig> weights = [new("kernel", Find(layer, "kernel"), new GlorotUniform()), new("bias", Find(layer, "bias"), new Zeros())];
        config.Add("filters", layer.Filters);
        config.Add("kernel_size", [layer.KernelSize]);
        config.AddUnless(ConfigWriter.List([1]), "strides", ConfigWriter.List([layer.Strides]));
        config.AddUnless("valid", "padding", PaddingNames.All[layer.Padding]);
        config.AddFixed("data_format", "channels_last");
        config.AddUnless(ConfigWriter.List([1]), "dilation_rate", ConfigWriter.List([layer.DilationRate]));
        config.AddUnless(1, "groups", layer.Groups);
        ActivationConfig.Write(config, "activation", layer.Activation, "linear");
        config.AddUnless(true, "use_bias", layer.UseBias);
        WeightConfig.WriteInitializers(config, weights);
        WeightConfig.WriteRegularizers(config, weights);
        RegularizerConfig.WriteActivity(config, layer.ActivityRegularizer);
        WeightConfig.WriteConstraints(config, weights);
    }
}
