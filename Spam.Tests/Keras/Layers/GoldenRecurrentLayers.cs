using System.Text.Json;
using Spam.Keras;
using Spam.Keras.Activations;
using Spam.Keras.Layers;
using Spam.Keras.Layers.Recurrent;
using Spam.Keras.Regularizers;

namespace Spam.Tests.Keras.Layers;

/// <summary>Recurrent layers, their wrappers and their dropout masks from a golden case.</summary>
static class GoldenRecurrentLayers
{
    public static readonly string[] Classes = ["LSTM", "GRU", "SimpleRNN", "Bidirectional", "TimeDistributed", "Masking"];

    public static Layer Create(string className, JsonElement config, Dialect dialect)
    {
        return className switch
        {
            "Bidirectional" => new Bidirectional((RecurrentLayer)Inner(config, dialect), MergeModeOf(config)),
            "TimeDistributed" => new TimeDistributed(Inner(config, dialect)),
            "Masking" => new Masking(Number("mask_value")),
            "LSTM" => new LSTM(
                config.GetProperty("units").GetInt32(), ActivationOf("activation"), ActivationOf("recurrent_activation"), Is("use_bias"), Is("unit_forget_bias"),
                Number("dropout"), Number("recurrent_dropout"), Is("return_sequences"), Is("go_backwards"), Is("return_state"), Is("stateful"),
                Is("unroll"), Is("zero_output_for_mask"), UsesAMaskPerGate(config) ? 1 : 2,
                kernelRegularizer: RegularizerOf("kernel_regularizer"), recurrentRegularizer: RegularizerOf("recurrent_regularizer"),
                biasRegularizer: RegularizerOf("bias_regularizer"), activityRegularizer: RegularizerOf("activity_regularizer")),
            "GRU" => new GRU(
                config.GetProperty("units").GetInt32(), ActivationOf("activation"), ActivationOf("recurrent_activation"), Is("use_bias"), Is("reset_after"),
                Number("dropout"), Number("recurrent_dropout"), Is("return_sequences"), Is("go_backwards"), Is("return_state"), Is("stateful"),
                Is("unroll"), Is("zero_output_for_mask"), UsesAMaskPerGate(config) ? 1 : 2,
                kernelRegularizer: RegularizerOf("kernel_regularizer"), recurrentRegularizer: RegularizerOf("recurrent_regularizer"),
                biasRegularizer: RegularizerOf("bias_regularizer"), activityRegularizer: RegularizerOf("activity_regularizer")),
            "SimpleRNN" => new SimpleRNN(
                config.GetProperty("units").GetInt32(), ActivationOf("activation"), Is("use_bias"),
                Number("dropout"), Number("recurrent_dropout"), Is("return_sequences"), Is("go_backwards"), Is("return_state"), Is("stateful"),
                Is("unroll"), Is("zero_output_for_mask"),
                kernelRegularizer: RegularizerOf("kernel_regularizer"), recurrentRegularizer: RegularizerOf("recurrent_regularizer"),
                biasRegularizer: RegularizerOf("bias_regularizer"), activityRegularizer: RegularizerOf("activity_regularizer")),
            _ => throw new NotSupportedException(className),
        };

        bool Is(string option) => GoldenLayers.Is(config, option);

        float Number(string option) => GoldenLayers.Number(config, option);

        Activation? ActivationOf(string option) => GoldenLayers.ActivationOf(config, option, dialect);

        Regularizer? RegularizerOf(string option) => GoldenLayers.RegularizerOf(config, option);
    }

    /// <summary>The case's masks in the layout that recurrent layers take.</summary>
    public static DropoutMasks DropoutMasks(JsonElement golden, Tensor? inputs, Tensor? recurrent, Shape x)
    {
        var config = golden.GetProperty("config");
        var isPerStep = golden.GetProperty("name").GetString()!.Contains("step_masks", StringComparison.Ordinal);
        if (golden.GetProperty("class_name").GetString() == "SimpleRNN")
            return new(WithAGate(inputs, isPerStep), WithAGate(recurrent, isPerStep));

        var (batch, steps, features) = (x[0], x[1], x[2]);
        if (inputs is not null && recurrent is null && !isPerStep)
            inputs = InputsOnly(inputs, steps, batch, features, GoldenLayers.Is(config, "go_backwards"), config);
        else if (inputs is not null)
            inputs = isPerStep ? inputs : inputs.Reshape([1, .. inputs.Shape.Sizes]);
        if (recurrent is { Rank: 3 })
            recurrent = recurrent.Reshape([1, .. recurrent.Shape.Sizes]);
        if (isPerStep && inputs is not null && recurrent is null && !UsesAMaskPerGate(config))
            inputs = FirstGate(inputs);
        return new(inputs, recurrent);
    }

    static Layer Inner(JsonElement config, Dialect dialect)
    {
        var layer = config.GetProperty("layer");
        return GoldenLayers.Create(layer.GetProperty("class_name").GetString()!, layer.GetProperty("config"), dialect);
    }

    static MergeMode MergeModeOf(JsonElement config) => config.GetProperty("merge_mode").GetString() switch
    {
        "concat" => MergeMode.Concat,
        "sum" => MergeMode.Sum,
        "mul" => MergeMode.Mul,
        "ave" => MergeMode.Ave,
        null => MergeMode.None,
        var other => throw new NotSupportedException(other),
    };

    /// <summary>SimpleRNN's masks come without an axis of gates, and without one of steps where they hold for all.</summary>
    static Tensor? WithAGate(Tensor? masks, bool isPerStep)
        => isPerStep ? masks?.Reshape(masks.Shape[0], 1, masks.Shape[1], masks.Shape[2]) : masks?.Reshape([1, 1, .. masks.Shape.Sizes]);

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
}
