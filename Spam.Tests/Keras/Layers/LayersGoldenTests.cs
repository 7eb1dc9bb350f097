using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

/// <summary>Every layer case of Keras that this engine has the layer and the options for: forward, masks, and all gradients.</summary>
public class LayersGoldenTests
{
    const string Index = "numerics/layers/cases.json";

    public static TheoryData<string> Names => GoldenData.Names(Index, GoldenLayers.AreSupported);

    [SkippableTheory, MemberData(nameof(Names))]
    public void Forward_and_backward_are_Keras(string name)
    {
        var golden = GoldenData.Case(Index, name);
        var arrays = GoldenData.Npz("numerics/" + golden.GetProperty("file").GetString());
        var layer = GoldenLayers.Build(golden, arrays);
        var tolerance = golden.GetProperty("tolerance").GetDouble();
        var weights = golden.GetProperty("weights").EnumerateArray().Select(weight => weight.GetString()!).ToArray();
        var isTraining = golden.GetProperty("training").GetBoolean();
        var inputs = GoldenOtherLayers.Inputs(arrays);
        var call = new Call(new() { Training = isTraining, KeepsState = true, NumThreads = 2 }, inputs)
        {
            Masks = [.. inputs.Select(_ => arrays.Has("mask") ? arrays["mask"].Tensor : null)],
            DropoutMasks = GoldenLayers.DropoutMasks(golden, arrays),
        };

        var outputs = layer.Run(call)[0];

        Near.Equal(arrays["y"], outputs, tolerance, "y");
        if (arrays.Has("mask_out"))
            Near.Equal(arrays["mask_out"], call.OutputMask!, 0, "mask");
        if (arrays.Has("added_loss"))
            Assert.Equal(arrays["added_loss"].Scalar, AddedLoss(layer, call), Math.Max(1, arrays["added_loss"].Scalar) * tolerance);

        var inputGradients = layer.BackwardAll([arrays["dy"].Tensor], call);

        for (var i = 0; i < inputs.Count; i++)
        {
            var gradient = arrays.Has("x") ? "dx" : $"dx{i}";
            if (arrays.Has(gradient))
                EqualGradients(PlusRegularization(arrays, gradient, "dx_reg"), inputGradients[i]!.Span, tolerance, arrays, gradient);
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

    static double AddedLoss(Layer layer, Call call)
        => call.AddedLoss + layer.Parameters.Sum(parameter => parameter.Regularizer?.Penalty(parameter.Value) ?? 0);

    static double[] PlusRegularization(Npz arrays, string name, string regularization)
        => arrays.Has(regularization) ? [.. arrays[name].Values.Zip(arrays[regularization].Values, (a, b) => a + b)] : arrays[name].Values;

    /// <summary>Whether an array's own size can be told from rounding: not below a millionth of the case's largest gradient.</summary>
    static bool IsOfSize(double[] gradient, Npz arrays)
    {
        var largest = arrays.Names.Where(name => name.StartsWith('d') && name != "dy").Max(name => arrays[name].Values.Max(Math.Abs));
        return gradient.Max(Math.Abs) > 1e-6 * largest;
    }
}
