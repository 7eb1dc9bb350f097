using Spam.Keras;
using Spam.Keras.Layers;
using Xunit.Sdk;

namespace Spam.Tests.Keras;

public class GradientCheckTests
{
    static readonly Tensor _inputs = RandomTensors.Normal(new Random(3), new(2, 8, 3));

    [Fact]
    public void Right_gradients_pass() => GradientCheck.Passes(new Faulty(new LSTM(5), gate: 2, factor: 1), [_inputs]);

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3)]
    public void One_gates_gradient_that_is_a_hundredth_too_large_is_caught(int gate)
    {
        var error = Assert.ThrowsAny<XunitException>(() => GradientCheck.Passes(new Faulty(new LSTM(5), gate, factor: 1.01f), [_inputs]));

        Assert.Contains("gradient of kernel", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_gradients_that_are_a_hundredth_too_large_are_caught()
    {
        var error = Assert.ThrowsAny<XunitException>(() => GradientCheck.Passes(new Faulty(new LSTM(5), gate: 0, factor: 1, ofInputs: 1.01f), [_inputs]));

        Assert.Contains("gradient of input 0", error.Message, StringComparison.Ordinal);
    }

    /// <summary>An LSTM whose way back makes a mistake in one gate's part of the kernel, or in the inputs' gradients.</summary>
    sealed class Faulty(LSTM inner, int gate, float factor, float ofInputs = 1) : Layer
    {
        public override IReadOnlyList<Parameter> Parameters => inner.Parameters;

        public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes) => inner.ComputeOutputShape(inputShapes);

        public override Tensor Forward(Call call) => inner.Forward(call);

        public override Tensor? Backward(Tensor outputGradients, Call call)
        {
            var gradients = inner.Backward(outputGradients, call)!;
            foreach (ref var gradient in gradients.Span)
                gradient *= ofInputs;
            for (var row = 0; row < inner.Kernel.Gradient.Shape[0]; row++)
            {
                foreach (ref var gradient in inner.Kernel.Gradient.Row(row).Slice(gate * inner.Units, inner.Units))
                    gradient *= factor;
            }

            return gradients;
        }

        protected override void CreateWeights(Random random, IReadOnlyList<Shape> inputShapes) => inner.Build(random, inputShapes);
    }
}
