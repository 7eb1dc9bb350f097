using System.Text.Json;
using Spam.Keras;
using Spam.Keras.Kernels;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

/// <summary>Every layer case of Keras: forward, masks, and all gradients.</summary>
public class LayersGoldenTests
{
    const string Index = "numerics/layers/cases.json";

    public static TheoryData<string> Names => GoldenData.Names(Index);

    [SkippableTheory, MemberData(nameof(Names))]
    public void Forward_and_backward_are_Keras(string name)
    {
        var golden = GoldenData.Case(Index, name);
        var arrays = GoldenData.Npz("numerics/" + golden.GetProperty("file").GetString());
        var layer = GoldenLayers.Build(golden, arrays);
        var tolerance = golden.GetProperty("tolerance").GetDouble();
        var weights = golden.GetProperty("weights").EnumerateArray().Select(weight => weight.GetString()!).ToArray();
        var calls = GoldenLayers.Calls(golden, arrays);

        for (var i = 0; i < calls.Count; i++)
        {
            var outputs = layer.Run(calls[i]);
            Assert.Equal(GoldenLayers.ArraysOf("y", i, golden, arrays).Count, outputs.Count);
            foreach (var (expected, output) in GoldenLayers.ArraysOf("y", i, golden, arrays).Zip(outputs))
                Near.Equal(expected, output, tolerance, $"y of call {i}");
        }

        if (arrays.Has("mask_out"))
            Near.Equal(arrays["mask_out"], calls[0].OutputMask!, 0, "mask");
        if (arrays.Has("added_loss"))
            Assert.Equal(arrays["added_loss"].Scalar, AddedLoss(layer, calls[0]), Math.Max(1, arrays["added_loss"].Scalar) * tolerance);

        var inputGradients = Backward(layer, calls, golden, arrays);

        for (var i = 0; i < inputGradients.Length; i++)
        {
            var key = arrays.Has("dx") ? "dx" : $"dx{i}";
            if (arrays.Has(key))
                EqualGradients(PlusRegularization(arrays, key, "dx_reg"), inputGradients[i]!.Span, tolerance, arrays, key);
        }

        for (var i = 0; i < weights.Length; i++)
        {
            if (arrays.Has($"w_after/{weights[i]}"))
                Near.Equal(arrays[$"w_after/{weights[i]}"], layer.Parameters[i].Value, tolerance, $"w_after/{weights[i]}");
            if (!layer.Parameters[i].Trainable)
                continue;

            layer.Parameters[i].Regularizer?.AddGradient(layer.Parameters[i].Value, layer.Parameters[i].Gradient);
            var expected = PlusRegularization(arrays, $"dw/{weights[i]}", $"dw_reg/{weights[i]}");
            EqualGradients(expected, layer.Parameters[i].Gradient.Span, tolerance, arrays, $"dw/{weights[i]}");
        }
    }

    static void EqualGradients(double[] expected, ReadOnlySpan<float> actual, double tolerance, Npz arrays, string name)
    {
        Near.Equal(expected, actual, tolerance, name);
        if (IsOfSize(expected, arrays))
            Near.EqualToLargest(expected, actual, 1e-3, name);
    }

    /// <summary>From the last call to the first; the gradients of the inputs are summed over the calls.</summary>
    static Tensor?[] Backward(Layer layer, IReadOnlyList<Call> calls, JsonElement golden, Npz arrays)
    {
        Tensor?[]? sums = null;
        for (var i = calls.Count - 1; i >= 0; i--)
        {
            var gradients = layer.BackwardAll([.. GoldenLayers.ArraysOf("dy", i, golden, arrays).Select(array => array.Tensor)], calls[i]);
            for (var input = 0; sums is not null && input < sums.Length; input++)
                VectorOps.Add(gradients[input]!.Span, sums[input]!.Span);
            sums ??= [.. gradients];
        }

        return sums!;
    }

    static double AddedLoss(Layer layer, Call call)
        => call.AddedLoss + layer.Parameters.Sum(parameter => parameter.Regularizer?.Penalty(parameter.Value) ?? 0);

    static double[] PlusRegularization(Npz arrays, string name, string regularization)
        => arrays.Has(regularization) ? [.. arrays[name].Values.Zip(arrays[regularization].Values, (a, b) => a + b)] : arrays[name].Values;

    /// <summary>Whether an array's own size can be told from rounding: not below a millionth of the case's largest gradient.</summary>
    static bool IsOfSize(double[] gradient, Npz arrays)
    {
        var gradients = arrays.Names.Where(name => name.StartsWith("dx", StringComparison.Ordinal) || name.StartsWith("dw", StringComparison.Ordinal));
        var largest = gradients.Max(name => arrays[name].Values.Max(Math.Abs));
        return gradient.Max(Math.Abs) > 1e-6 * largest;
    }
}
