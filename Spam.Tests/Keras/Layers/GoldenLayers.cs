using System.Text.Json;
using Spam.Keras;
using Spam.Keras.Activations;
using Spam.Keras.Layers;
using Spam.Keras.Regularizers;

namespace Spam.Tests.Keras.Layers;

/// <summary>Layers and dropout masks from a golden case.</summary>
static class GoldenLayers
{
    static readonly string[] _classes = ["Embedding", "Dropout", "SpatialDropout1D", "LSTM", "Dense"];

    public static bool AreSupported(JsonElement golden)
        => GoldenOtherLayers.Creates(golden.GetProperty("class_name").GetString()!) || _classes.Contains(golden.GetProperty("class_name").GetString())
            && golden.GetProperty("calls").GetInt32() == 1
            && !Is(golden.GetProperty("config"), "return_state");

    /// <summary>The layer with the case's options and weights.</summary>
    public static Layer Build(JsonElement golden, Npz arrays)
    {
        var className = golden.GetProperty("class_name").GetString()!;
        var layer = GoldenOtherLayers.Creates(className)
            ? GoldenOtherLayers.Create(golden)
            : Create(className, golden.GetProperty("config"), DialectOf(golden));
        Assert.Equal(className, layer.ClassName);
        layer.Build(new Random(1), [.. GoldenOtherLayers.Inputs(arrays).Select(input => input.Shape)]);
        var weights = golden.GetProperty("weights").EnumerateArray().Select(weight => weight.GetString()!).ToArray();
        Assert.Equal(weights, layer.Parameters.Select(parameter => parameter.Name));
        for (var i = 0; i < weights.Length; i++)
        {
            Assert.Equal(new Shape(arrays[$"w/{weights[i]}"].Shape), layer.Parameters[i].Value.Shape);
            layer.Parameters[i].Assign(arrays[$"w/{weights[i]}"].Floats);
        }

        return layer;
    }

    public static Dialect DialectOf(JsonElement golden) => golden.GetProperty("keras").GetString() == "3" ? Dialect.Keras3 : Dialect.Keras2;

    /// <summary>The case's masks in the layout that layers take, or null where it has none.</summary>
    public static DropoutMasks? DropoutMasks(JsonElement golden, Npz arrays)
    {
        if (arrays.Has("noise"))
            return new(arrays["noise"].Tensor);

        var config = golden.GetProperty("config");
        var inputs = arrays.Has("dropout_mask") ? arrays["dropout_mask"].Tensor : null;
        var recurrent = arrays.Has("recurrent_dropout_mask") ? arrays["recurrent_dropout_mask"].Tensor : null;
        if (inputs is null && recurrent is null)
            return null;
        if (golden.GetProperty("class_name").GetString() is "Dropout" or "SpatialDropout1D")
            return new(inputs);

        var isPerStep = golden.GetProperty("name").GetString()!.Contains("step_masks", StringComparison.Ordinal);
        var (batch, steps, features) = (arrays["x"].Shape[0], arrays["x"].Shape[1], arrays["x"].Shape[2]);
        if (inputs is not null && recurrent is null && !isPerStep)
            inputs = InputsOnly(inputs, steps, batch, features, Is(config, "go_backwards"), config);
        else if (inputs is not null)
            inputs = isPerStep ? inputs : inputs.Reshape([1, .. inputs.Shape.Sizes]);
        if (recurrent is { Rank: 3 })
            recurrent = recurrent.Reshape([1, .. recurrent.Shape.Sizes]);
        if (isPerStep && inputs is not null && recurrent is null && !UsesAMaskPerGate(config))
            inputs = FirstGate(inputs);
        return new(inputs, recurrent);
    }

    /// <summary>Masks of a layer with dropout of its inputs only: their layout depends on how Keras computed the layer.</summary>
    static Tensor InputsOnly(Tensor masks, int steps, int batch, int features, bool goBackwards, JsonElement config)
    {
        if (masks.Rank == 2) // Keras 3: one mask for all gates and steps
            return masks.Reshape(1, 1, batch, features);
        if (masks.Rank == 3) // [gates, batch, features]: all of them with implementation 1, else the first for all gates
            return UsesAMaskPerGate(config) ? masks.Reshape(1, masks.Shape[0], batch, features) : masks.Samples(0, 1).Reshape(1, 1, batch, features);

        // [gates, batch, time, features]: the fused layer uses the first, by place in the inputs
        var bySteps = new Tensor(steps, 1, batch, features);
        for (var step = 0; step < steps; step++)
        {
            var position = goBackwards ? steps - 1 - step : step;
            for (var b = 0; b < batch; b++)
                masks.Span.Slice(((b * steps) + position) * features, features).CopyTo(bySteps.Span[(((step * batch) + b) * features)..]);
        }

        return bySteps;
    }

    static Tensor FirstGate(Tensor masks)
    {
        var first = new Tensor(masks.Shape[0], 1, masks.Shape[2], masks.Shape[3]);
        for (var step = 0; step < masks.Shape[0]; step++)
            masks.Sample(step)[..first.Sample(step).Length].CopyTo(first.Sample(step));
        return first;
    }

    static bool UsesAMaskPerGate(JsonElement config) => config.TryGetProperty("implementation", out var value) && value.GetInt32() == 1;

    static Layer Create(string className, JsonElement config, Dialect dialect) => className switch
    {
        "Embedding" => new Embedding(
            config.GetProperty("input_dim").GetInt32(), config.GetProperty("output_dim").GetInt32(), Is(config, "mask_zero"),
            embeddingsRegularizer: RegularizerOf(config, "embeddings_regularizer")),
        "Dropout" => new Dropout(Number(config, "rate"), config.TryGetProperty("noise_shape", out var shape) && shape.ValueKind == JsonValueKind.Array
            ? [.. shape.EnumerateArray().Select(size => size.ValueKind == JsonValueKind.Null ? Shape.Unknown : size.GetInt32())]
            : null),
        "SpatialDropout1D" => new SpatialDropout1D(Number(config, "rate")),
        "LSTM" => new LSTM(
            config.GetProperty("units").GetInt32(), ActivationOf(config, "activation", dialect), ActivationOf(config, "recurrent_activation", dialect),
            Is(config, "use_bias"), Is(config, "unit_forget_bias"), Number(config, "dropout"), Number(config, "recurrent_dropout"),
            Is(config, "return_sequences"), Is(config, "go_backwards"), kernelRegularizer: RegularizerOf(config, "kernel_regularizer"),
            recurrentRegularizer: RegularizerOf(config, "recurrent_regularizer"), biasRegularizer: RegularizerOf(config, "bias_regularizer")),
        "Dense" => new Dense(
            config.GetProperty("units").GetInt32(), ActivationOf(config, "activation", dialect), Is(config, "use_bias"),
            kernelRegularizer: RegularizerOf(config, "kernel_regularizer"), biasRegularizer: RegularizerOf(config, "bias_regularizer"),
            activityRegularizer: RegularizerOf(config, "activity_regularizer")),
        _ => throw new NotSupportedException(className),
    };

    public static bool Is(JsonElement config, string option) => config.TryGetProperty(option, out var value) && value.ValueKind == JsonValueKind.True;

    static float Number(JsonElement config, string option) => config.TryGetProperty(option, out var value) ? value.GetSingle() : 0;

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
        if (!config.TryGetProperty(option, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;

        var options = value.GetProperty("config");
        return value.GetProperty("class_name").GetString() switch
        {
            "L1" => new L1(Number(options, "l1")),
            "L2" => new L2(Number(options, "l2")),
            "L1L2" => new L1L2(Number(options, "l1"), Number(options, "l2")),
            "OrthogonalRegularizer" => new OrthogonalRegularizer(
                Number(options, "factor"), Enum.Parse<OrthogonalMode>(options.GetProperty("mode").GetString()!, ignoreCase: true)),
            var className => throw new NotSupportedException(className),
        };
    }
}
