using System.Text.Json;
using Spam.Keras;
using Spam.Keras.Activations;
using Spam.Keras.Layers;
using Spam.Keras.Regularizers;

namespace Spam.Tests.Keras.Layers;

/// <summary>Layers and dropout masks from a golden case.</summary>
static class GoldenLayers
{
    /// <summary>The layer with the case's options and weights.</summary>
    public static Layer Build(JsonElement golden, Npz arrays)
    {
        var className = golden.GetProperty("class_name").GetString()!;
        var layer = GoldenOtherLayers.Classes.Contains(className)
            ? GoldenOtherLayers.Create(className, golden.GetProperty("config"), DialectOf(golden), golden)
            : Create(className, golden.GetProperty("config"), DialectOf(golden));
        Assert.Equal(className, layer.ClassName);
        layer.Build(new Random(1), [.. Inputs(arrays).Select(input => input.Shape)]);
        var weights = golden.GetProperty("weights").EnumerateArray().Select(weight => weight.GetString()!).ToArray();
        Assert.Equal(weights, layer.Parameters.Select(parameter => parameter.Name));
        for (var i = 0; i < weights.Length; i++)
        {
            Assert.Equal(new Shape(arrays[$"w/{weights[i]}"].Shape), layer.Parameters[i].Value.Shape);
            layer.Parameters[i].Assign(arrays[$"w/{weights[i]}"].Floats);
        }

        return layer;
    }

    /// <summary>The case's calls: one, or two that follow each other on the same inputs.</summary>
    public static IReadOnlyList<Call> Calls(JsonElement golden, Npz arrays)
    {
        var pass = new Pass { Training = golden.GetProperty("training").GetBoolean(), KeepsState = true, NumThreads = 2 };
        var mask = arrays.Has("mask") ? arrays["mask"].Tensor : null;
        return [.. Enumerable.Range(0, golden.GetProperty("calls").GetInt32()).Select(_ => new Call(pass, Inputs(arrays))
        {
            Masks = [.. Inputs(arrays).Select(_ => mask)],
            DropoutMasks = DropoutMasks(golden, arrays),
        })];
    }

    /// <summary>The arrays of a call's outputs (<c>y</c>) or of their gradients (<c>dy</c>), in order.</summary>
    public static IReadOnlyList<NpyArray> ArraysOf(string kind, int call, JsonElement golden, Npz arrays)
    {
        if (golden.GetProperty("calls").GetInt32() > 1)
            return [arrays[$"{kind}_call{call}"]];

        return arrays.Has(kind) ? [arrays[kind]] : [.. Enumerable.Range(0, 10).Where(i => arrays.Has($"{kind}{i}")).Select(i => arrays[$"{kind}{i}"])];
    }

    public static Dialect DialectOf(JsonElement golden) => golden.GetProperty("keras").GetString() == "3" ? Dialect.Keras3 : Dialect.Keras2;

    /// <summary>The case's masks in the layout that layers take, or null where it has none.</summary>
    public static DropoutMasks? DropoutMasks(JsonElement golden, Npz arrays)
    {
        if (arrays.Has("noise"))
            return new(arrays["noise"].Tensor);

        var inputs = arrays.Has("dropout_mask") ? arrays["dropout_mask"].Tensor : null;
        var recurrent = arrays.Has("recurrent_dropout_mask") ? arrays["recurrent_dropout_mask"].Tensor : null;
        if (inputs is null && recurrent is null)
            return null;

        return IsRecurrent(golden) ? GoldenRecurrentLayers.DropoutMasks(golden, inputs, recurrent, new(arrays["x"].Shape)) : new(inputs);
    }

    /// <summary>A layer from its config.</summary>
    public static Layer Create(string className, JsonElement config, Dialect dialect) => className switch
    {
        _ when GoldenRecurrentLayers.Classes.Contains(className) => GoldenRecurrentLayers.Create(className, config, dialect),
        _ when GoldenOtherLayers.Classes.Contains(className) => GoldenOtherLayers.Create(className, config, dialect),
        "Embedding" => new Embedding(
            config.GetProperty("input_dim").GetInt32(), config.GetProperty("output_dim").GetInt32(), Is(config, "mask_zero"),
            embeddingsRegularizer: RegularizerOf(config, "embeddings_regularizer")),
        "Dropout" => new Dropout(Number(config, "rate"), config.TryGetProperty("noise_shape", out var shape) && shape.ValueKind == JsonValueKind.Array
            ? [.. shape.EnumerateArray().Select(size => size.ValueKind == JsonValueKind.Null ? Shape.Unknown : size.GetInt32())]
            : null),
        "SpatialDropout1D" => new SpatialDropout1D(Number(config, "rate")),
        "Dense" => new Dense(
            config.GetProperty("units").GetInt32(), ActivationOf(config, "activation", dialect), Is(config, "use_bias"),
            kernelRegularizer: RegularizerOf(config, "kernel_regularizer"), biasRegularizer: RegularizerOf(config, "bias_regularizer"),
            activityRegularizer: RegularizerOf(config, "activity_regularizer")),
        _ => throw new NotSupportedException(className),
    };

    public static bool Is(JsonElement config, string option) => config.TryGetProperty(option, out var value) && value.ValueKind == JsonValueKind.True;

    public static float Number(JsonElement config, string option) => config.TryGetProperty(option, out var value) ? value.GetSingle() : 0;

    public static Activation? ActivationOf(JsonElement config, string option, Dialect dialect)
    {
        if (!config.TryGetProperty(option, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;

        return value.ValueKind == JsonValueKind.String
            ? Activation.Get(value.GetString()!, dialect)
            : value.GetProperty("config").GetString() == "gelu_tanh" // a function of the case's own: gelu with approximate: true
                ? new Gelu(approximate: true, dialect)
                : throw new NotSupportedException(value.GetRawText());
    }

    public static Regularizer? RegularizerOf(JsonElement config, string option)
    {
        if (!config.TryGetProperty(option, out var regularizer) || regularizer.ValueKind != JsonValueKind.Object)
            return null;

        var factors = regularizer.GetProperty("config");
        return regularizer.GetProperty("class_name").GetString() switch
        {
            "L1" or "L2" or "L1L2" => new L1L2(Number(factors, "l1"), Number(factors, "l2")),
            "OrthogonalRegularizer" => new OrthogonalRegularizer(
                Number(factors, "factor"), factors.GetProperty("mode").GetString() == "rows" ? OrthogonalMode.Rows : OrthogonalMode.Columns),
            var other => throw new NotSupportedException(other),
        };
    }

    /// <summary>The inputs, and an attention mask behind them where the case has one.</summary>
    static IReadOnlyList<Tensor> Inputs(Npz arrays)
    {
        string[] names = [.. arrays.Has("x") ? ["x"] : Enumerable.Range(0, 10).Select(i => $"x{i}"), "call/attention_mask"];
        return [.. names.Where(arrays.Has).Select(name => arrays[name].Tensor)];
    }

    static bool IsRecurrent(JsonElement golden) => GoldenRecurrentLayers.Classes.Contains(golden.GetProperty("class_name").GetString());
}
