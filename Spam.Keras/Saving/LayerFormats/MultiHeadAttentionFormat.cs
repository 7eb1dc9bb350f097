using System.Text.Json.Nodes;
using Spam.Keras.Initializers;
using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.Protos;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>MultiHeadAttention in files.</summary>
sealed class MultiHeadAttentionFormat : LayerFormatOf<MultiHeadAttention>
{
    const string ToHeads = "abc,cde->abde", FromHeads = "abcd,cde->abe"; // batch, steps, then the kernel's axes

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
        if (config.Form is not (ConfigForm.Keras2 or ConfigForm.SavedModel))
            return;

        config.Add("query_shape", shapes.Count > 0 ? ShapeConfig.Write(shapes[0]) : null); // Keras 2 makes the weights by these
        config.Add("key_shape", shapes.Count > 0 ? ShapeConfig.Write(KeyShape(layer, shapes)) : null);
        config.Add("value_shape", shapes.Count > 0 ? ShapeConfig.Write(shapes[1]) : null);
    }

    static JsonNode? OutputShape(MultiHeadAttention layer, ConfigForm form)
        => layer.OutputWidth is not { } width ? null : form == ConfigForm.Keras3 ? ConfigWriter.List([width]) : width;

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, JsonObject Metadata)> InnerMetadata(Layer layer)
    {
        var (attention, shapes) = ((MultiHeadAttention)layer, layer.BuildInputShapes);
        var context = shapes[0].With(2, attention.NumHeads).Append(attention.ValueDim);
        return
        [
            ("_query_dense", Projection(attention, "query", ToHeads, "de", shapes[0], [attention.NumHeads, attention.KeyDim])),
            ("_key_dense", Projection(attention, "key", ToHeads, "de", KeyShape(attention, shapes), [attention.NumHeads, attention.KeyDim])),
            ("_value_dense", Projection(attention, "value", ToHeads, "de", shapes[1], [attention.NumHeads, attention.ValueDim])),
            ("_output_dense", Projection(attention, "attention_output", FromHeads, "e", context, [attention.OutputWidth ?? shapes[0][2]])),
        ];
    }

    // In Keras each projection is a layer of its own.
    static JsonObject Projection(MultiHeadAttention layer, string name, string equation, string biasAxes, Shape inputs, int[] outputs) => new()
    {
        ["name"] = name,
        ["class_name"] = "EinsumDense",
        ["config"] = new JsonObject
        {
            ["name"] = name,
            ["output_shape"] = ShapeConfig.Write(new([Shape.Unknown, .. outputs])),
            ["equation"] = equation,
            ["bias_axes"] = layer.UseBias ? biasAxes : null,
        },
        ["trainable"] = layer.Trainable,
        ["dtype"] = "float32",
        ["stateful"] = false,
        ["build_input_shape"] = ShapeConfig.WriteTensorShape(inputs),
    };

    static Shape KeyShape(MultiHeadAttention layer, IReadOnlyList<Shape> inputShapes) => inputShapes[layer.TakesAttentionMask ? ^2 : ^1];

    /// <inheritdoc/>
    protected override IReadOnlyList<LayerWeight> Weights(MultiHeadAttention layer, IReadOnlyList<Shape> inputShapes)
    {
        var (query, key, value) = (inputShapes[0][^1], KeyShape(layer, inputShapes)[^1], inputShapes[1][^1]);
        var outputs = layer.OutputWidth ?? query;
        IEnumerable<(string Path, Shape Kernel, Shape Bias)> projections =
        [
            ("_query_dense", new(query, layer.NumHeads, layer.KeyDim), new(layer.NumHeads, layer.KeyDim)),
            ("_key_dense", new(key, layer.NumHeads, layer.KeyDim), new(layer.NumHeads, layer.KeyDim)),
            ("_value_dense", new(value, layer.NumHeads, layer.ValueDim), new(layer.NumHeads, layer.ValueDim)),
            ("_output_dense", new(layer.NumHeads, layer.ValueDim, outputs), new(outputs)),
        ];
        List<(string Path, Shape Shape)> places = [];
        foreach (var (path, kernel, bias) in projections)
        {
            places.Add(($"{path}/kernel", kernel));
            if (layer.UseBias)
                places.Add(($"{path}/bias", bias));
        }

        return [.. places.Zip(layer.Parameters, (place, parameter) => new LayerWeight(place.Path, parameter, place.Shape, parameter.Name))];
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<GraphValue> AddTo(LayerGraph graph, MultiHeadAttention layer, IReadOnlyList<GraphValue> inputs)
    {
        var nodes = graph.Nodes;
        var sequences = inputs.Take(inputs.Count - (layer.TakesAttentionMask ? 1 : 0)).ToArray();
        var queries = Project(graph, layer, "_query_dense", ToHeads, sequences[0].Output);
        var keys = Project(graph, layer, "_key_dense", ToHeads, sequences[^1].Output);
        var values = Project(graph, layer, "_value_dense", ToHeads, sequences[1].Output);
        var scores = nodes.Einsum("aecd,abcd->acbe", keys, nodes.Product(queries, nodes.Const(1 / MathF.Sqrt(layer.KeyDim))));
        var weights = nodes.Unary("Softmax", AttentionGraph.Block(nodes, scores, Masks(nodes, layer, inputs, sequences)));
        var output = Project(graph, layer, "_output_dense", FromHeads, nodes.Einsum("acbe,aecd->abcd", weights, values));
        return [inputs[0] with { Output = output }];
    }

    static string Project(LayerGraph graph, MultiHeadAttention layer, string name, string equation, string input)
    {
        var product = graph.Nodes.Einsum(equation, input, graph.Read($"{name}/kernel"));
        return layer.UseBias ? graph.Nodes.Sum(product, graph.Read($"{name}/bias")) : product;
    }

    // Each with the axes of scores (batch, heads, queries, keys), or size 1 there.
    static List<string> Masks(GraphBuilder nodes, MultiHeadAttention layer, IReadOnlyList<GraphValue> inputs, GraphValue[] sequences)
    {
        List<string> masks = [];
        if (sequences[0].Mask is { } queries)
            masks.Add(Widen(Widen(queries, 1), 3));
        masks.AddRange(sequences.Skip(1).Select(sequence => sequence.Mask).OfType<string>().Distinct().Select(keys => Widen(Widen(keys, 1), 1)));
        if (layer.TakesAttentionMask)
            masks.Add(Widen(nodes.Binary("NotEqual", inputs[^1].Output, nodes.Const(0f)), 1));
        if (layer.UseCausalMask)
            masks.Add(AttentionGraph.CausalMask(nodes, sequences[0], sequences[^1]));
        return masks;

        string Widen(string mask, int axis) => nodes.AddAxis(mask, axis, DataType.DtBool);
    }
}
