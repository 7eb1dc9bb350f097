using Spam.Keras.Initializers;
using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Conv1D in files.</summary>
sealed class Conv1DFormat : StepFormat<Conv1D>
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

    /// <inheritdoc/>
    protected override IReadOnlyList<LayerWeight> Weights(Conv1D layer, IReadOnlyList<Shape> inputShapes)
    {
        var kernel = new LayerWeight("kernel", layer.Parameters[0], new(layer.KernelSize, inputShapes[0][^1] / layer.Groups, layer.Filters));
        return layer.UseBias ? [kernel, new("bias", layer.Parameters[1], new(layer.Filters))] : [kernel];
    }

    /// <inheritdoc/>
    protected override string AddTo(LayerGraph graph, Conv1D layer, GraphValue input)
    {
        var nodes = graph.Nodes;
        var steps = layer.Padding == Padding.Causal
            ? nodes.PadSteps(input.Output, (layer.KernelSize - 1) * layer.DilationRate, 0)
            : input.Output;
        var picture = nodes.AddAxis(steps, -3); // TensorFlow convolves pictures: this one is a pixel high
        var kernel = nodes.AddAxis(graph.Read("kernel"), 0);
        var sums = nodes.RemoveAxis(layer.Groups == 1 ? nodes.Convolve(picture, kernel, layer) : ConvolveGroups(nodes, layer, picture, kernel), -3);
        if (layer.UseBias)
            sums = nodes.AddBias(sums, graph.Read("bias"));
        return nodes.Activate(sums, layer.Activation, layer);
    }

    // One by one, because not every device convolves groups at once.
    static string ConvolveGroups(GraphBuilder nodes, Conv1D layer, string picture, string kernel)
    {
        var (pictures, kernels) = (nodes.Split(picture, layer.Groups, axis: 3), nodes.Split(kernel, layer.Groups, axis: 3));
        return nodes.Concatenate([.. pictures.Zip(kernels, (part, ofPart) => nodes.Convolve(part, ofPart, layer))], axis: 3);
    }
}
