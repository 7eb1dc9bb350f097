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
    protected override Embedding Read(ConfigReader config)
    {
        config.Refuse("activity_regularizer", "embeddings_constraint", "sparse", "quantization_config", "lora_rank");
        return new(
            config.Size("input_dim"), config.Size("output_dim"), config.Flag("mask_zero", fallback: false), config.SizeOrNull("input_length"),
            InitializerConfig.Read(config, "embeddings_initializer"), RegularizerConfig.Read(config, "embeddings_regularizer"));
    }

    /// <inheritdoc/>
    protected override void Write(Embedding layer, ConfigWriter config)
    {
        config.Add("input_dim", layer.InputDim);
        config.Add("output_dim", layer.OutputDim);
        InitializerConfig.Write(config, "embeddings_initializer", layer.Embeddings.Initializer, new RandomUniform());
        RegularizerConfig.Write(config, "embeddings_regularizer", layer.Embeddings.Regularizer);
        config.AddUnless(false, "mask_zero", layer.MaskZero);
        if (layer.InputLength is { } length)
            config.Add("input_length", length);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<LayerWeight> Weights(Embedding layer, Shape inputShape)
        => [new("embeddings", layer.Embeddings, new(layer.InputDim, layer.OutputDim))];

    /// <inheritdoc/>
    protected override GraphValue AddTo(LayerGraph graph, Embedding layer, GraphValue input)
    {
        var nodes = graph.Nodes;
        var ids = input.Type == DataType.DtInt32 ? input.Output : nodes.Cast(input.Output, input.Type, DataType.DtInt32);
        var mask = layer.MaskZero ? nodes.Binary("NotEqual", ids, nodes.Const(0), DataType.DtInt32) : input.Mask;
        return new(nodes.Gather(graph.Read("embeddings"), ids), DataType.DtFloat, input.Shape.Append(layer.OutputDim), mask);
    }
}
