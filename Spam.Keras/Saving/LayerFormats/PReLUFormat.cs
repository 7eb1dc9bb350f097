using System.Text.Json.Nodes;
using Spam.Keras.Initializers;
using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>PReLU in files.</summary>
sealed class PReLUFormat : StepFormat<PReLU>
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

    /// <inheritdoc/>
    protected override IReadOnlyList<LayerWeight> Weights(PReLU layer, IReadOnlyList<Shape> inputShapes)
    {
        var shape = inputShapes[0][1..];
        foreach (var axis in layer.SharedAxes ?? [])
            shape = axis >= 1 && axis <= shape.Rank ? shape.With(axis - 1, 1) : shape; // what lies outside the layer refuses itself
        return [new("alpha", layer.Parameters[0], shape)];
    }

    /// <inheritdoc/>
    protected override string AddTo(LayerGraph graph, PReLU layer, GraphValue input)
    {
        var nodes = graph.Nodes;
        var below = nodes.Product(nodes.Unary("Neg", graph.Read("alpha")), nodes.Unary("Relu", nodes.Unary("Neg", input.Output)));
        return nodes.Sum(nodes.Unary("Relu", input.Output), below);
    }
}
