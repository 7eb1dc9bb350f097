using System.Text.Json.Nodes;
using Spam.Keras.Initializers;
using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.Protos;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Embedding in files.</summary>
sealed class EmbeddingFormat : LayerFormatOf<Embedding>
{
    /// <inheritdoc/>
    public override bool TakesWholeNumbers => true;

    /// <inheritdoc/>
    protected override Embedding Read(ConfigReader config)
    {
        config.Refuse("activity_regularizer", "sparse", "quantization_config", "lora_rank");
        var layer = new Embedding(
            config.Size("input_dim"), config.Size("output_dim"), config.Flag("mask_zero", fallback: false), config.SingleSizeOrNull("input_length"),
            InitializerConfig.Read(config, "embeddings_initializer"), RegularizerConfig.Read(config, "embeddings_regularizer"));
        ConstraintConfig.Read(config, "embeddings_constraint", layer.Embeddings);
        return layer;
    }

    /// <inheritdoc/>
    protected override void Write(Embedding layer, ConfigWriter config)
    {
        var embeddings = new WeightConfig("embeddings", layer.Embeddings, new RandomUniform());
        config.AddFixed(ConfigForm.Keras2, "batch_input_shape", ShapeConfig.Write(new(Shape.Unknown, layer.InputLength ?? Shape.Unknown)));
        config.Add("input_dim", layer.InputDim);
        config.Add("output_dim", layer.OutputDim);
        WeightConfig.WriteInitializers(config, embeddings);
        WeightConfig.WriteRegularizers(config, embeddings);
        config.AddFixed("activity_regularizer", null);
        WeightConfig.WriteConstraints(config, embeddings);
        config.AddUnless(false, "mask_zero", layer.MaskZero);
        if (config.Form != ConfigForm.Keras3)
            config.AddUnless((JsonNode?)null, "input_length", layer.InputLength);
        config.AddFixed(ConfigForm.Keras3, "quantization_config", null);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<LayerWeight> Weights(Embedding layer, IReadOnlyList<Shape> inputShapes)
        => [new("embeddings", layer.Embeddings, new(layer.InputDim, layer.OutputDim))];

    /// <inheritdoc/>
    protected override IReadOnlyList<GraphValue> AddTo(LayerGraph graph, Embedding layer, IReadOnlyList<GraphValue> inputs)
    {
        var (nodes, input) = (graph.Nodes, inputs[0]);
        var ids = input.Type == DataType.DtInt32 ? input.Output : nodes.Cast(input.Output, input.Type, DataType.DtInt32);
        if (layer.MaskZero)
            input = input with { Mask = nodes.Binary("NotEqual", ids, nodes.Const(0), DataType.DtInt32), MaskRank = input.Shape.Rank };
        return [input with { Output = nodes.Gather(graph.Read("embeddings"), ids), Type = DataType.DtFloat }];
    }
}
