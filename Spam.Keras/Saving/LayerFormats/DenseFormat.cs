using Spam.Keras.Initializers;
using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Dense in files.</summary>
sealed class DenseFormat : StepFormat<Dense>
{
    /// <inheritdoc/>
    protected override Dense Read(ConfigReader config)
    {
        config.Refuse("quantization_config", "lora_rank");
        var layer = new Dense(
            config.Size("units"), ActivationConfig.Read(config, "activation", "linear"), config.Flag("use_bias", fallback: true),
            InitializerConfig.Read(config, "kernel_initializer"), InitializerConfig.Read(config, "bias_initializer"),
            RegularizerConfig.Read(config, "kernel_regularizer"), RegularizerConfig.Read(config, "bias_regularizer"),
            RegularizerConfig.Read(config, "activity_regularizer"));
        ConstraintConfig.Read(config, "kernel_constraint", Find(layer, "kernel"));
        ConstraintConfig.Read(config, "bias_constraint", Find(layer, "bias"));
        return layer;
    }

    /// <inheritdoc/>
    protected override void Write(Dense layer, ConfigWriter config)
    {
        ReadOnlySpan<WeightConfig> weights = [new("kernel", Find(layer, "kernel"), new GlorotUniform()), new("bias", Find(layer, "bias"), new Zeros())];
        config.Add("units", layer.Units);
        ActivationConfig.Write(config, "activation", layer.Activation, "linear");
        config.AddUnless(true, "use_bias", layer.UseBias);
        WeightConfig.WriteInitializers(config, weights);
        WeightConfig.WriteRegularizers(config, weights);
        RegularizerConfig.WriteActivity(config, layer.ActivityRegularizer, isKeras3Option: false);
        WeightConfig.WriteConstraints(config, weights);
        config.AddFixed(ConfigForm.Keras3, "quantization_config", null);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<LayerWeight> Weights(Dense layer, IReadOnlyList<Shape> inputShapes)
    {
        var kernel = new LayerWeight("kernel", layer.Parameters[0], new(inputShapes[0][^1], layer.Units));
        return layer.UseBias ? [kernel, new("bias", layer.Parameters[1], new(layer.Units))] : [kernel];
    }

    /// <inheritdoc/>
    protected override string AddTo(LayerGraph graph, Dense layer, GraphValue input)
    {
        var (nodes, x) = (graph.Nodes, input.Output);
        var rows = input.Shape.Rank == 2 ? x : nodes.Reshape(x, nodes.Const([-1, input.Shape[^1]]));
        var outputs = nodes.MatMul(rows, graph.Read("kernel"));
        if (layer.UseBias)
            outputs = nodes.AddBias(outputs, graph.Read("bias"));
        if (input.Shape.Rank > 2)
        {
            var sizes = Enumerable.Range(0, input.Shape.Rank - 1).Select(axis => nodes.SizeOf(x, axis));
            outputs = nodes.Reshape(outputs, nodes.Pack([.. sizes, nodes.Const(layer.Units)]));
        }

        return nodes.Activate(outputs, layer.Activation, layer);
    }
}
