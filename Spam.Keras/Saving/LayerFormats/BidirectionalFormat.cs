using System.Text.Json.Nodes;
using Spam.Keras.Layers;
using Spam.Keras.Layers.Recurrent;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Bidirectional in files.</summary>
sealed class BidirectionalFormat : LayerFormatOf<Bidirectional>
{
    const string Prefix = "forward_";

    static readonly Dictionary<MergeMode, string> _modes = new()
    {
        [MergeMode.Concat] = "concat",
        [MergeMode.Sum] = "sum",
        [MergeMode.Mul] = "mul",
        [MergeMode.Ave] = "ave",
    };

    /// <inheritdoc/>
    public override string? StatesName => "initial_state";

    /// <inheritdoc/>
    public override bool HasKeras3MaskArgument => true;

    /// <inheritdoc/>
    protected override Bidirectional Read(ConfigReader config)
    {
        var layer = ReadLayer(config, "layer") ?? throw config.Fail("layer", "is missing; it is the layer that reads both ways");
        layer.Name = layer.Name.StartsWith(Prefix, StringComparison.Ordinal) ? layer.Name[Prefix.Length..] : layer.Name; // Keras 3 writes the copy's name
        var backward = ReadLayer(config, "backward_layer");
        var mode = config.IsNotNull("merge_mode") ? config.Choice("merge_mode", _modes, MergeMode.Concat) : MergeMode.None;
        return backward is null || IsReverse(layer, backward) ? new(layer, mode) : new(layer, mode, backward);
    }

    /// <inheritdoc/>
    protected override void Write(Bidirectional layer, ConfigWriter config)
    {
        if (config.Form == ConfigForm.Keras3)
        {
            config.Add("merge_mode", layer.MergeMode == MergeMode.None ? null : (JsonNode)_modes[layer.MergeMode]);
            config.Add("layer", KnownLayers.WriteInner(layer.ForwardLayer, config.Form));
            config.Add("backward_layer", KnownLayers.WriteInner(layer.BackwardLayer, config.Form));
            return;
        }

        var inner = KnownLayers.WriteInner(layer.Layer, config.Form);
        if (config.IsBrief)
            inner["config"]!.AsObject().Remove("zero_output_for_mask"); // an object with its class has a config; both Kerases set this one for both halves
        config.Add("layer", inner);
        config.Add("merge_mode", layer.MergeMode == MergeMode.None ? null : (JsonNode)_modes[layer.MergeMode]);
        if (layer.HasOwnBackwardLayer)
            config.Add("backward_layer", KnownLayers.WriteInner(layer.BackwardLayer, config.Form));
    }

    static RecurrentLayer? ReadLayer(ConfigReader config, string option)
    {
        if (config.Find(option) is not { } value)
            return null;

        return KnownLayers.ReadInner(value, config) as RecurrentLayer
            ?? throw config.Fail(option, "is no recurrent layer; valid are GRU, LSTM and SimpleRNN");
    }

    /// <summary>Whether the backward layer is what the layer itself becomes when it reads the other way, which Keras 3 writes out.</summary>
    static bool IsReverse(RecurrentLayer layer, RecurrentLayer backward)
    {
        var reversed = layer.With(layer.Options with { GoBackwards = !layer.GoBackwards });
        foreach (var (parameter, given) in reversed.Parameters.Zip(layer.Parameters))
            parameter.Constraint = given.Constraint;
        (reversed.Name, reversed.Trainable) = (backward.Name, backward.Trainable);
        return backward.Name == $"backward_{layer.Name}"
            && JsonNode.DeepEquals(Options(reversed, backward), Options(backward, backward));

        static JsonObject Options(RecurrentLayer layer, RecurrentLayer like) => KnownLayers.Of(like).WriteConfig(layer, ConfigForm.Keras3);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<InnerLayer> InnerLayers(Bidirectional layer, IReadOnlyList<Shape> inputShapes) =>
    [
        new("forward_layer", layer.ForwardLayer, inputShapes, $"{layer.ForwardLayer.Name}/"),
        new("backward_layer", layer.BackwardLayer, inputShapes, $"{layer.BackwardLayer.Name}/"),
    ];

    /// <inheritdoc/>
    protected override IReadOnlyList<GraphValue> AddTo(LayerGraph graph, Bidirectional layer, IReadOnlyList<GraphValue> inputs)
    {
        // Both read the sequence; of the states to begin with each has its half.
        var numStates = inputs.Count == 1 ? 0 : layer.ForwardLayer.NumStates;
        var forward = graph.Within("forward_layer", $"{graph.Name}_fwd").Apply(layer.ForwardLayer, [.. inputs.Take(1 + numStates)]);
        var backward = graph.Within("backward_layer", $"{graph.Name}_bwd").Apply(layer.BackwardLayer, [inputs[0], .. inputs.Skip(1 + numStates)]);
        var turned = backward[0].Output;
        if (layer.Layer.ReturnSequences)
            turned = graph.Nodes.Reverse(turned, axis: 1);

        var mask = layer.Layer.ReturnSequences ? inputs[0].Mask : null;
        var merged = Merge(graph.Nodes, layer.MergeMode, forward[0].Output, turned).Select(output => inputs[0] with { Output = output, Mask = mask });
        return [.. merged, .. forward.Skip(1), .. backward.Skip(1)];
    }

    static string[] Merge(GraphBuilder nodes, MergeMode mode, string forward, string backward) => mode switch
    {
        MergeMode.None => [forward, backward],
        MergeMode.Concat => [nodes.Concatenate([forward, backward], -1)],
        MergeMode.Mul => [nodes.Product(forward, backward)],
        MergeMode.Ave => [nodes.Product(nodes.Sum(forward, backward), nodes.Const(.5f))],
        _ => [nodes.Sum(forward, backward)],
    };
}
