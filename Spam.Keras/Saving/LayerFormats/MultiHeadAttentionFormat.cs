using System.Text.Json.Nodes;
using Spam.Keras.Initializers;
using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>MultiHeadAttention in configs.</summary>
sealed class MultiHeadAttentionFormat : ConfigOnlyFormat<MultiHeadAttention>
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> InputNames => ["query", "value", "key"];

    /// <inheritdoc/>
    public override AttentionCall AttentionCallOf(Layer layer)
        => new(((MultiHeadAttention)layer).UseCausalMask, ((MultiHeadAttention)layer).TakesAttentionMask);

    /// <inheritdoc/>
    protected override MultiHeadAttention Read(ConfigReader config)
    {
        config.Ignore("seed"); // no two programs draw the same numbers
        config.Ignore("query_shape", "key_shape", "value_shape"); // known again when the model is built
        config.Refuse("use_gate", "sliding_window", "flash_attention", "activity_regularizer");
        if (config.WholesOrNull("attention_axes") is not (null or [1]))
            throw config.Fail("attention_axes", "has other axes than 1; attention runs over the steps");
        if (config.WholesOrNull("output_shape") is not (null or { Count: 1 }))
            throw config.Fail("output_shape", "has several axes; a single width is supported");

        var layer = new MultiHeadAttention(
            config.Size("num_heads"), config.Size("key_dim"), config.SizeOrNull("value_dim"), config.Rate("dropout", fallback: 0),
            config.Flag("use_bias", fallback: true), config.SingleSizeOrNull("output_shape"),
            kernelInitializer: InitializerConfig.Read(config, "kernel_initializer"), biasInitializer: InitializerConfig.Read(config, "bias_initializer"),
            kernelRegularizer: RegularizerConfig.Read(config, "kernel_regularizer"), biasRegularizer: RegularizerConfig.Read(config, "bias_regularizer"));
        foreach (var parameter in layer.Parameters)
            ConstraintConfig.Read(config, parameter.Name.EndsWith("kernel", StringComparison.Ordinal) ? "kernel_constraint" : "bias_constraint", parameter);
        config.Ignore("bias_constraint"); // where there is no bias
        return layer;
    }

    /// <inheritdoc/>
    protected override void Write(MultiHeadAttention layer, ConfigWriter config)
    {
        ReadOnlySpan<WeightConfig> weights =
        [
            new("kernel", layer.Parameters[0], new GlorotUniform()),
            new("bias", layer.UseBias ? layer.Parameters[1] : null, new Zeros()),
        ];
        config.Add("num_heads", layer.NumHeads);
        config.Add("key_dim", layer.KeyDim);
        config.Add("value_dim", layer.ValueDim);
        config.AddUnless(0f, "dropout", layer.Dropout);
        config.AddUnless(true, "use_bias", layer.UseBias);
        config.AddFixed(ConfigForm.Keras3, "use_gate", false);
        config.AddUnless((JsonNode?)null, "output_shape", OutputShape(layer, config.Form));
        config.AddFixed("attention_axes", layer.IsBuilt ? ConfigWriter.List([1]) : null);
        config.AddFixed(ConfigForm.Keras3, "sliding_window", null);
        WeightConfig.WriteInitializers(config, weights);
        WeightConfig.WriteRegularizers(config, weights);
        config.AddFixed("activity_regularizer", null);
        WeightConfig.WriteConstraints(config, weights);
        config.AddFixed(ConfigForm.Keras3, "seed", null);
        var shapes = layer.BuildInputShapes;
        config.AddFixed(ConfigForm.Keras2, "query_shape", shapes.Count > 0 ? ShapeConfig.Write(shapes[0]) : null);
        config.AddFixed(ConfigForm.Keras2, "key_shape", shapes.Count > 0 ? ShapeConfig.Write(shapes[layer.TakesAttentionMask ? ^2 : ^1]) : null);
        config.AddFixed(ConfigForm.Keras2, "value_shape", shapes.Count > 0 ? ShapeConfig.Write(shapes[1]) : null);
    }

    static JsonNode? OutputShape(MultiHeadAttention layer, ConfigForm form)
        => layer.OutputWidth is not { } width ? null : form == ConfigForm.Keras3 ? ConfigWriter.List([width]) : width;
}
