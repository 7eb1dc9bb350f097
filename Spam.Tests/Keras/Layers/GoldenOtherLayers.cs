using System.Text.Json;
using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

/// <summary>Layers without recurrence from a golden case.</summary>
static class GoldenOtherLayers
{
    public static readonly string[] Classes =
    [
        "Activation", "ReLU", "LeakyReLU", "PReLU", "ELU", "Softmax", "Flatten", "Reshape", "Permute", "RepeatVector", "Conv1D",
        "MaxPooling1D", "AveragePooling1D", "GlobalMaxPooling1D", "GlobalAveragePooling1D", "ZeroPadding1D", "Cropping1D", "UpSampling1D",
        "BatchNormalization", "LayerNormalization", "UnitNormalization", "GaussianNoise", "Add", "Subtract", "Multiply", "Average", "Maximum",
        "Minimum", "Concatenate", "Dot", "Attention", "AdditiveAttention", "MultiHeadAttention",
    ];

    /// <summary>A layer from its config and, where arguments of the call matter, its case.</summary>
    public static Layer Create(string className, JsonElement config, Dialect dialect, JsonElement golden = default)
    {
        return className switch
        {
            "Activation" => new ActivationLayer(GoldenLayers.ActivationOf(config, "activation", dialect)!),
            "ReLU" => new ReLU(MaybeNumber(config, "max_value"), GoldenLayers.Number(config, "negative_slope"), GoldenLayers.Number(config, "threshold")),
            "LeakyReLU" => new LeakyReLU(GoldenLayers.Number(config, "alpha")),
            "PReLU" => new PReLU(),
            "ELU" => new ELU(GoldenLayers.Number(config, "alpha")),
            "Softmax" => new Softmax(Whole(config, "axis")),
            "Flatten" => new Flatten(),
            "Reshape" => new Reshape(List(config, "target_shape")),
            "Permute" => new Permute(List(config, "dims")),
            "RepeatVector" => new RepeatVector(Whole(config, "n")),
            "Conv1D" => Conv1DOf(config, dialect),
            "MaxPooling1D" => new MaxPooling1D(Whole(config, "pool_size"), Whole(config, "strides"), PaddingOf(config)),
            "AveragePooling1D" => new AveragePooling1D(Whole(config, "pool_size"), Whole(config, "strides"), PaddingOf(config)),
            "GlobalMaxPooling1D" => new GlobalMaxPooling1D(GoldenLayers.Is(config, "keepdims")),
            "GlobalAveragePooling1D" => new GlobalAveragePooling1D(GoldenLayers.Is(config, "keepdims"), dialect),
            "ZeroPadding1D" => new ZeroPadding1D(List(config, "padding")[0], List(config, "padding")[1]),
            "Cropping1D" => new Cropping1D(List(config, "cropping")[0], List(config, "cropping")[1]),
            "UpSampling1D" => new UpSampling1D(Whole(config, "size")),
            "BatchNormalization" => new BatchNormalization(
                Whole(config, "axis"), GoldenLayers.Number(config, "momentum"), GoldenLayers.Number(config, "epsilon"), GoldenLayers.Is(config, "center"),
                GoldenLayers.Is(config, "scale"), dialect: dialect),
            "LayerNormalization" => new LayerNormalization(
                List(config, "axis"), GoldenLayers.Number(config, "epsilon"), GoldenLayers.Is(config, "center"), GoldenLayers.Is(config, "scale")),
            "UnitNormalization" => new UnitNormalization(List(config, "axis")),
            "GaussianNoise" => new GaussianNoise(GoldenLayers.Number(config, "stddev")),
            "Add" => new Add(),
            "Subtract" => new Subtract(),
            "Multiply" => new Multiply(),
            "Average" => new Average(),
            "Maximum" => new Maximum(),
            "Minimum" => new Minimum(),
            "Concatenate" => new Concatenate(Whole(config, "axis")),
            "Dot" => new Dot(List(config, "axes")[0], List(config, "axes")[^1], GoldenLayers.Is(config, "normalize")),
            "Attention" => new Attention(
                GoldenLayers.Is(config, "use_scale"), Enum.Parse<ScoreMode>(config.GetProperty("score_mode").GetString()!, ignoreCase: true),
                GoldenLayers.Number(config, "dropout"), IsCausal(golden)),
            "AdditiveAttention" => new AdditiveAttention(GoldenLayers.Is(config, "use_scale"), GoldenLayers.Number(config, "dropout"), IsCausal(golden)),
            "MultiHeadAttention" => new MultiHeadAttention(
                Whole(config, "num_heads"), Whole(config, "key_dim"), Whole(config, "value_dim"), GoldenLayers.Number(config, "dropout"),
                GoldenLayers.Is(config, "use_bias"), useCausalMask: IsCausal(golden),
                takesAttentionMask: TakesAttentionMask(golden)),
            _ => throw new NotSupportedException(className),
        };
    }

    static Conv1D Conv1DOf(JsonElement config, Dialect dialect) => new(
        Whole(config, "filters"), Whole(config, "kernel_size"), Whole(config, "strides"), PaddingOf(config), Whole(config, "dilation_rate"),
        Whole(config, "groups"), GoldenLayers.ActivationOf(config, "activation", dialect), GoldenLayers.Is(config, "use_bias"),
        kernelRegularizer: GoldenLayers.RegularizerOf(config, "kernel_regularizer"),
        biasRegularizer: GoldenLayers.RegularizerOf(config, "bias_regularizer"),
        activityRegularizer: GoldenLayers.RegularizerOf(config, "activity_regularizer"));

    static bool IsCausal(JsonElement golden)
        => golden.ValueKind == JsonValueKind.Object && golden.TryGetProperty("call", out var call) && GoldenLayers.Is(call, "use_causal_mask");

    /// <summary>The mask itself is an array; only the name tells of it.</summary>
    static bool TakesAttentionMask(JsonElement golden)
        => golden.ValueKind == JsonValueKind.Object && golden.GetProperty("name").GetString()!.EndsWith("attention_mask", StringComparison.Ordinal);

    static Padding PaddingOf(JsonElement config) => Enum.Parse<Padding>(config.GetProperty("padding").GetString()!, ignoreCase: true);

    static float? MaybeNumber(JsonElement config, string option)
        => config.TryGetProperty(option, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetSingle() : null;

    /// <summary>A whole number that may be written as a list of one.</summary>
    static int Whole(JsonElement config, string option) => List(config, option).Single();

    static int[] List(JsonElement config, string option)
    {
        var value = config.GetProperty(option);
        return value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(number => number.GetInt32())] : [value.GetInt32()];
    }
}
