using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

/// <summary>Compares the gradients that a layer gives with slopes measured by moving each number a little.</summary>
static class GradientCheck
{
    const float Distance = 1 / 128f; // a power of two, so that x + d - x is d
    const double Tolerance = 5e-3;

    /// <summary>All inputs that have a gradient, and all trainable weights.</summary>
    public static void Run(Layer layer, bool isTraining = false, Tensor? mask = null, DropoutMasks? dropped = null, params IReadOnlyList<Tensor> inputs)
    {
        layer.Build(new Random(1), [.. inputs.Select(input => input.Shape)]);
        var call = NewCall();
        var outputs = layer.Run(call)[0];
        var factors = Random(new Random(2), outputs.Shape);

        var inputGradients = layer.BackwardAll([factors], call);

        for (var i = 0; i < inputs.Count; i++)
        {
            if (inputGradients[i] is { } gradients)
                Compare(inputs[i], gradients, $"input {i}");
        }

        foreach (var parameter in layer.Parameters.Where(parameter => parameter.Trainable))
            Compare(parameter.Value, parameter.Gradient, parameter.Name);

        Call NewCall() => new(new() { Training = isTraining, KeepsState = true }, inputs)
        {
            Masks = [.. inputs.Select(input => mask is not null && mask.Shape[1] == input.Shape[1] ? mask : null)],
            DropoutMasks = dropped,
        };

        double Loss()
        {
            var (sum, values) = (0.0, layer.Run(NewCall())[0]);
            for (var i = 0; i < values.Length; i++)
                sum += (double)values[i] * factors[i];
            return sum;
        }

        void Compare(Tensor tensor, Tensor gradients, string what)
        {
            var slopes = new double[tensor.Length];
            for (var i = 0; i < slopes.Length; i++)
            {
                var value = tensor[i];
                tensor[i] = value + Distance;
                var above = Loss();
                tensor[i] = value - Distance;
                slopes[i] = (above - Loss()) / (2 * Distance);
                tensor[i] = value;
            }

            Near.Equal(slopes, gradients.Span, Tolerance, what);
        }
    }

    /// <summary>Numbers between -1 and 1, evenly spread and shuffled: in a small tensor no two are so near that moving one changes their order.</summary>
    public static Tensor Random(Random random, params ReadOnlySpan<int> shape) => Random(random, new Shape(shape));

    static Tensor Random(Random random, Shape shape)
    {
        var tensor = new Tensor(shape);
        for (var i = 0; i < tensor.Length; i++)
            tensor[i] = ((i + .5f) / tensor.Length * 2) - 1;
        random.Shuffle(tensor.Span);
        return tensor;
    }
}
