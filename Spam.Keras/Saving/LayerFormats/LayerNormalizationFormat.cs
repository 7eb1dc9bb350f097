using Spam.Keras.Initializers;
using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>LayerNormalization in files.</summary>
sealed class LayerNormalizationFormat : StepFormat<LayerNormalization>
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

    /// <inheritdoc/>
    protected override IReadOnlyList<LayerWeight> Weights(LayerNormalization layer, IReadOnlyList<Shape> inputShapes)
    {
        var shape = new Shape([.. Axes.Find(layer, layer.Axis, inputShapes[0].Rank).Select(axis => inputShapes[0][axis])]);
        return [.. layer.Parameters.Select(parameter => new LayerWeight(parameter.Name, parameter, shape))];
    }

    /// <inheritdoc/>
    protected override string AddTo(LayerGraph graph, LayerNormalization layer, GraphValue input)
    {
        var (nodes, x, rank) = (graph.Nodes, input.Output, input.Shape.Rank);
        var places = Axes.Find(layer, layer.Axis, rank);
        int[] axes = [.. places.Select(axis => axis - rank)];
        var mean = nodes.Reduce("Mean", x, axes, keepsAxes: true);
        var variance = nodes.Reduce("Mean", nodes.Binary("SquaredDifference", x, mean), axes, keepsAxes: true);
        var scale = nodes.Unary("Rsqrt", nodes.Sum(variance, nodes.Const(layer.Epsilon)));
        if (layer.Scale)
            scale = nodes.Product(scale, AxisGraph.Spread(nodes, graph.Read("gamma"), input.Shape, places));
        var normal = nodes.Product(nodes.Difference(x, mean), scale);
        return layer.Center ? nodes.Sum(normal, AxisGraph.Spread(nodes, graph.Read("beta"), input.Shape, places)) : normal;
    }
}
