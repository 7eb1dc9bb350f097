using Spam.Keras.Initializers;
using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>BatchNormalization in files.</summary>
sealed class BatchNormalizationFormat : StepFormat<BatchNormalization>
{
    /// <inheritdoc/>
    public override bool HasKeras3MaskArgument => true;

    /// <inheritdoc/>
    protected override BatchNormalization Read(ConfigReader config)
    {
        config.Refuse("renorm", "renorm_clipping", "virtual_batch_size", "adjustment");
        config.Ignore("synchronized", "renorm_momentum", "fused"); // of several machines, of what is refused, and of how it is computed
        if (config.WholesOrNull("axis") is not (null or { Count: 1 }))
            throw config.Fail("axis", "has several axes; one is supported");

        var layer = new BatchNormalization(
            config.WholesOrNull("axis")?[0] ?? -1, config.Number("momentum", .99f), config.Number("epsilon", .001f),
            config.Flag("center", fallback: true), config.Flag("scale", fallback: true),
            InitializerConfig.Read(config, "beta_initializer"), InitializerConfig.Read(config, "gamma_initializer"),
            InitializerConfig.Read(config, "moving_mean_initializer"), InitializerConfig.Read(config, "moving_variance_initializer"),
            RegularizerConfig.Read(config, "beta_regularizer"), RegularizerConfig.Read(config, "gamma_regularizer"), config.Dialect);
        ConstraintConfig.Read(config, "beta_constraint", Find(layer, "beta"));
        ConstraintConfig.Read(config, "gamma_constraint", Find(layer, "gamma"));
        return layer;
    }

    /// <inheritdoc/>
    protected override void Write(BatchNormalization layer, ConfigWriter config)
    {
        ReadOnlySpan<WeightConfig> learned = [new("beta", Find(layer, "beta"), new Zeros()), new("gamma", Find(layer, "gamma"), new Ones())];
        var axis = AxisConfig.Places(layer, [layer.Axis], config);
        config.AddUnless(-1, "axis", layer.IsBuilt && config.Form == ConfigForm.Keras2 ? ConfigWriter.List(axis) : axis[0]);
        config.AddUnless(.99f, "momentum", layer.Momentum);
        config.AddUnless(.001f, "epsilon", layer.Epsilon);
        config.AddUnless(true, "center", layer.Center);
        config.AddUnless(true, "scale", layer.Scale);
        WeightConfig.WriteInitializers(config, learned);
        WeightConfig.WriteInitializers(
            config, new WeightConfig("moving_mean", Find(layer, "moving_mean"), new Zeros()),
            new WeightConfig("moving_variance", Find(layer, "moving_variance"), new Ones()));
        WeightConfig.WriteRegularizers(config, learned);
        WeightConfig.WriteConstraints(config, learned);
        config.AddFixed(ConfigForm.Keras3, "synchronized", false);
        config.AddFixed(ConfigForm.Keras3, "renorm", false);
        config.AddFixed(ConfigForm.Keras3, "renorm_clipping", null);
        config.AddFixed(ConfigForm.Keras3, "renorm_momentum", .99);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<LayerWeight> Weights(BatchNormalization layer, IReadOnlyList<Shape> inputShapes)
    {
        var features = new Shape(inputShapes[0][Axes.Find(layer, layer.Axis, inputShapes[0].Rank)]);
        return [.. layer.Parameters.Select(parameter => new LayerWeight(parameter.Name, parameter, features))];
    }

    /// <inheritdoc/>
    protected override string AddTo(LayerGraph graph, BatchNormalization layer, GraphValue input)
    {
        // y = x scale + (beta - mean scale), with scale = gamma / √(variance + epsilon)
        var (nodes, axis) = (graph.Nodes, Axes.Find(layer, layer.Axis, input.Shape.Rank));
        var scale = nodes.Unary("Rsqrt", nodes.Sum(graph.Read("moving_variance"), nodes.Const(layer.Epsilon)));
        if (layer.Scale)
            scale = nodes.Product(scale, graph.Read("gamma"));
        var shift = nodes.Product(graph.Read("moving_mean"), scale);
        var scaled = nodes.Product(input.Output, AxisGraph.Spread(nodes, scale, input.Shape, axis));
        return layer.Center
            ? nodes.Sum(scaled, AxisGraph.Spread(nodes, nodes.Difference(graph.Read("beta"), shift), input.Shape, axis))
            : nodes.Difference(scaled, AxisGraph.Spread(nodes, shift, input.Shape, axis));
    }
}
