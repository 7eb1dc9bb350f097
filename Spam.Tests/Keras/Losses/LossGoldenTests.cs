using System.Globalization;
using System.Text.Json;
using Spam.Keras;
using Spam.Keras.Activations;
using Spam.Keras.Losses;

namespace Spam.Tests.Keras.Losses;

public class LossGoldenTests
{
    const string Index = "numerics/losses/cases.json";

    public static TheoryData<string> Cases => GoldenData.Names(Index, golden => !IsCompiled(golden));

    public static TheoryData<string> CompiledCases => GoldenData.Names(Index, IsCompiled);

    [SkippableTheory, MemberData(nameof(Cases))]
    public void Values_and_gradients_are_Kerass(string name)
    {
        var golden = GoldenData.Case(Index, name);
        var arrays = GoldenData.Npz($"numerics/{golden.GetProperty("file").GetString()}");
        var tolerance = golden.GetProperty("tolerance").GetDouble();
        var loss = Create(golden);
        var (yTrue, yPred) = (arrays["y_true"].Tensor, arrays["y_pred"].Tensor);
        var sampleWeight = arrays.Has("sample_weight") ? arrays["sample_weight"].Tensor : null;

        var perSample = loss.PerSample(yTrue, yPred);

        var sum = loss.Weights(yTrue, perSample.Shape, sampleWeight, Reduction.Sum);
        var mean = loss.Weights(yTrue, perSample.Shape, sampleWeight);
        Near.Equal(arrays["per_sample"].Values, Products(perSample, sum), tolerance, "per_sample");
        Near.Equal(arrays["sum"].Values, [Products(perSample, sum).Sum()], tolerance, "sum");
        Near.Equal(arrays["sum_over_batch_size"].Values, [Products(perSample, mean).Sum()], tolerance, "mean");
        Near.Equal(arrays["dy_pred"], loss.Gradient(yTrue, yPred, mean), tolerance, "gradient");
        if (arrays.Has("mean_with_sample_weight"))
        {
            var share = loss.Weights(yTrue, perSample.Shape, sampleWeight, Reduction.MeanWithSampleWeight);
            Near.Equal(arrays["mean_with_sample_weight"].Values, [Products(perSample, share).Sum()], tolerance, "mean with weights");
        }
    }

    // The Dense layer of these cases is written out here: what is under test is the loss on the layer's logits.
    [SkippableTheory, MemberData(nameof(CompiledCases))]
    public void On_logits_a_step_is_Kerass(string name)
    {
        var golden = GoldenData.Case(Index, name);
        var arrays = GoldenData.Npz($"numerics/{golden.GetProperty("file").GetString()}");
        var tolerance = golden.GetProperty("tolerance").GetDouble();
        var activation = Activation.Get(golden.GetProperty("config").GetProperty("activation").GetString()!);
        var loss = Loss.Get(golden.GetProperty("class_name").GetString()!.Split(':')[1]).OnLogitsOf(activation.Name)!;
        var (x, kernel, bias, yTrue) = (arrays["x"].Tensor, arrays["w/kernel"].Tensor, arrays["w/bias"].Tensor, arrays["y_true"].Tensor);
        var logits = new Tensor(x.Shape[0], bias.Length);
        for (var row = 0; row < x.Shape[0]; row++)
        {
            for (var unit = 0; unit < bias.Length; unit++)
                logits.Row(row)[unit] = bias[unit] + Enumerable.Range(0, x.Shape[1]).Sum(k => x.Row(row)[k] * kernel.Row(k)[unit]);
        }

        var perSample = loss.PerSample(yTrue, logits);
        var weights = loss.Weights(yTrue, perSample.Shape, StepWeights(golden, arrays, yTrue));
        var gradient = loss.Gradient(yTrue, logits, weights);

        Near.Equal(arrays["loss"].Values, [Products(perSample, weights).Sum()], tolerance, "loss");
        var (kernelGradient, biasGradient) = (new Tensor(kernel.Shape), new Tensor(bias.Shape));
        for (var row = 0; row < x.Shape[0]; row++)
        {
            for (var unit = 0; unit < bias.Length; unit++)
            {
                biasGradient[unit] += gradient.Row(row)[unit];
                for (var k = 0; k < x.Shape[1]; k++)
                    kernelGradient.Row(k)[unit] += x.Row(row)[k] * gradient.Row(row)[unit];
            }
        }

        Near.Equal(arrays["dw/kernel"], kernelGradient, tolerance, "kernel");
        Near.Equal(arrays["dw/bias"], biasGradient, tolerance, "bias");
    }

    static bool IsCompiled(JsonElement golden) => golden.GetProperty("class_name").GetString()!.StartsWith("compiled:", StringComparison.Ordinal);

    static float[] Products(Tensor a, Tensor b) => [.. a.Span.ToArray().Zip(b.Span.ToArray(), (x, y) => x * y)];

    static Tensor StepWeights(JsonElement golden, Npz arrays, Tensor yTrue)
    {
        var weights = arrays.Has("sample_weight") ? arrays["sample_weight"].Tensor : new Tensor(yTrue.Shape[0]);
        if (!arrays.Has("sample_weight"))
            weights.Span.Fill(1);
        if (!golden.TryGetProperty("class_weight", out var classWeights) || classWeights.ValueKind != JsonValueKind.Object)
            return weights;

        for (var i = 0; i < weights.Length; i++)
        {
            var row = yTrue.Sample(i);
            var label = row.Length > 1 ? row.IndexOf(1f) : (int)row[0];
            if (classWeights.TryGetProperty(label.ToString(CultureInfo.InvariantCulture), out var factor))
                weights[i] *= factor.GetSingle();
        }

        return weights;
    }

    static Loss Create(JsonElement golden)
    {
        var config = golden.GetProperty("config");
        float Number(string option, float usual) => config.TryGetProperty(option, out var value) ? value.GetSingle() : usual;
        bool Flag(string option) => config.TryGetProperty(option, out var value) && value.GetBoolean();
        var (fromLogits, smoothing) = (Flag("from_logits"), Number("label_smoothing", 0));
        var dialect = golden.GetProperty("keras").GetString() == "3" ? Dialect.Keras3 : Dialect.Keras2;
        return golden.GetProperty("class_name").GetString()! switch
        {
            "BinaryCrossentropy" => new BinaryCrossentropy(fromLogits, smoothing, dialect),
            "BinaryFocalCrossentropy" => new BinaryFocalCrossentropy(
                Flag("apply_class_balancing"), Number("alpha", .25f), Number("gamma", 2), fromLogits, smoothing),
            "CategoricalCrossentropy" => new CategoricalCrossentropy(fromLogits, smoothing),
            "CategoricalFocalCrossentropy" => new CategoricalFocalCrossentropy(Number("alpha", .25f), Number("gamma", 2), fromLogits, smoothing),
            "SparseCategoricalCrossentropy" => new SparseCategoricalCrossentropy(
                fromLogits, config.TryGetProperty("ignore_class", out var ignored) ? ignored.GetInt32() : null),
            "Huber" => new Huber(Number("delta", 1)),
            var className => Loss.Get(className),
        };
    }
}
