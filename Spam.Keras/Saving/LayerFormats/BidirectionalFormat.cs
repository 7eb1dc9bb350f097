using System.Text.Json.Nodes;
using Spam.Keras.Layers;
using Spam.Keras.Layers.Recurrent;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Bidirectional in configs.</summary>
sealed class BidirectionalFormat : ConfigOnlyFormat<Bidirectional>
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

        config.Add("layer", KnownLayers.WriteInner(layer.Layer, config.Form));
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
}
