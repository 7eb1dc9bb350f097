using System.Globalization;
using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras;

/// <summary>Compares the gradients that a layer computes, of weights and inputs, with slopes measured by moving each number a little.</summary>
/// <remarks>
/// The objective is the sum over all outputs times fixed factors, plus what the layer adds to the loss, in double. Slopes come from five
/// points, h apart; with h = 1/32 neither the formula's error (h⁴) nor float32's rounding reaches the tolerance on smooth functions.
/// </remarks>
static class GradientCheck
{
    const double Step = 1 / 32.0;

    /// <summary>Allowed difference, as a part of the largest gradient of the array (or of a hundredth of the largest of all, for arrays of tiny ones).</summary>
    const double Tolerance = 1e-3;

    /// <summary>Fails where a gradient is not the slope.</summary>
    /// <param name="layer">A layer; it is built here where it is not.</param>
    /// <param name="inputs">Its inputs; those whose gradient is null (word ids) are left as they are.</param>
    /// <param name="mask">The mask of the first input.</param>
    /// <param name="dropoutMasks">Masks to drop with: the layer is then in training.</param>
    /// <param name="isTraining">Whether the layer is in training without them too.</param>
    /// <param name="secondMask">The mask of the second input.</param>
    public static void Passes(
        Layer layer, IReadOnlyList<Tensor> inputs, Tensor? mask = null, DropoutMasks? dropoutMasks = null, bool isTraining = false, Tensor? secondMask = null)
    {
        layer.Build(new Random(1), [.. inputs.Select(input => input.Shape)]);
        var pass = new Pass { KeepsState = true, Training = isTraining || dropoutMasks is not null };
        var call = NewCall();
        var factors = layer.Run(call).Select((output, i) => RandomTensors.Normal(new Random(100 + i), output.Shape)).ToArray();
        foreach (var parameter in layer.Parameters)
            parameter.ClearGradient();

        var inputGradients = layer.BackwardAll(factors, call);

        var compared = new List<(string Name, float[] Computed, double[] Measured)>();
        foreach (var parameter in layer.Parameters.Where(parameter => parameter.Trainable))
            compared.Add((parameter.Name, parameter.Gradient.Span.ToArray(), Slopes(parameter.Value, parameter.Changed)));
        for (var i = 0; i < inputs.Count; i++)
        {
            if (inputGradients[i] is { } gradients)
                compared.Add(($"input {i}", gradients.Span.ToArray(), Slopes(inputs[i], () => { })));
        }

        var largest = compared.Max(array => Largest(array.Measured));
        foreach (var (name, computed, measured) in compared)
            Compare(name, computed, measured, Tolerance * Math.Max(Largest(measured), largest / 100));

        Call NewCall() => new(pass, inputs) { Masks = [.. inputs.Select((_, i) => i == 0 ? mask : i == 1 ? secondMask : null)], DropoutMasks = dropoutMasks };

        double[] Slopes(Tensor tensor, Action changed)
        {
            var slopes = new double[tensor.Length];
            for (var i = 0; i < slopes.Length; i++)
            {
                var value = tensor[i];
                slopes[i] = ((8 * (At(1) - At(-1))) - (At(2) - At(-2))) / (12 * Step);
                Set(value);

                double At(int steps)
                {
                    Set((float)(value + (steps * Step)));
                    return Objective();
                }

                void Set(float to)
                {
                    tensor[i] = to;
                    changed();
                }
            }

            return slopes;
        }

        double Objective()
        {
            var use = NewCall();
            var outputs = layer.Run(use);
            double sum = use.AddedLoss;
            for (var output = 0; output < outputs.Count; output++)
            {
                for (var i = 0; i < outputs[output].Length; i++)
                    sum += (double)outputs[output][i] * factors[output][i];
            }

            return sum;
        }
    }

    static double Largest(double[] values) => values.Max(Math.Abs);

    static void Compare(string name, float[] computed, double[] measured, double allowed)
    {
        for (var i = 0; i < computed.Length; i++)
        {
            Assert.True(Math.Abs(computed[i] - measured[i]) <= allowed, string.Create(
                CultureInfo.InvariantCulture, $"gradient of {name}[{i}]: measured {measured[i]}, computed {computed[i]}; more than {allowed:g3} apart"));
        }
    }
}
