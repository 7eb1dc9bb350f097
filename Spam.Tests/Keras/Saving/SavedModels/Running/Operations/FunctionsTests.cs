using Spam.Keras.Saving.SavedModels.Running;
using static Spam.Tests.Keras.Saving.SavedModels.Running.OneNode;

namespace Spam.Tests.Keras.Saving.SavedModels.Running.Operations;

public class FunctionsTests
{
    [Theory]
    [InlineData("Exp", 0.5f, 1.6487213f)]
    [InlineData("Log", 2, 0.6931472f)]
    [InlineData("Log1p", 1e-4f, 9.999500e-5f)]
    [InlineData("Tanh", 0.5f, 0.4621172f)]
    [InlineData("Sigmoid", -1, 0.2689414f)]
    [InlineData("Erf", 0.5f, 0.5204999f)]
    [InlineData("Erf", -3, -0.9999779f)]
    [InlineData("Erf", 2.4f, 0.9993115f)]
    [InlineData("Sqrt", 2, 1.4142135f)]
    [InlineData("Rsqrt", 4, 0.5f)]
    [InlineData("Floor", -1.5f, -2)]
    [InlineData("Ceil", -1.5f, -1)]
    [InlineData("Elu", -1, -0.6321206f)]
    [InlineData("Elu", 2, 2)]
    [InlineData("Selu", -1, -1.1113307f)]
    [InlineData("Selu", 1, 1.0507010f)]
    [InlineData("Softplus", 1, 1.3132616f)]
    [InlineData("Softplus", 100, 100)]
    [InlineData("Softsign", -3, -0.75f)]
    [InlineData("LeakyRelu", -1, -0.2f)]
    [InlineData("Abs", -1.5f, 1.5f)]
    [InlineData("Neg", 1.5f, -1.5f)]
    [InlineData("Sign", -1.5f, -1)]
    [InlineData("Square", -1.5f, 2.25f)]
    [InlineData("Relu", -1, 0)]
    [InlineData("Relu", 2, 2)]
    [InlineData("Relu6", 7, 6)]
    public void A_function_of_one_number(string operation, float x, float y)
    {
        Gives(Float(y), operation, [Float(x)]);
        Gives(Floats([2, 0]), operation, [Floats([2, 0])]);
    }

    [Fact]
    public void Doubles_are_computed_as_doubles()
        => OneNode.Same(
            new GraphTensor<double>([Math.Tanh(0.3)], new(1)),
            Run("Tanh", [new GraphTensor<double>([0.3], new(1))])[0]);

    [Fact]
    public void Whole_numbers_have_no_logarithm()
        => Assert.Contains("its input is a int32 (1,); expected fractions", Refused("Log", [List(1)]), StringComparison.Ordinal);

    [Fact]
    public void A_leak_is_an_attribute()
        => Gives(Float(-0.5f), "LeakyRelu", [Float(-1)], ("alpha", Of(0.5f)));

    [Fact]
    public void Whole_numbers_have_signs_and_squares()
    {
        Gives(List(-1, 0, 1), "Sign", [List(-7, 0, 7)]);
        Gives(List(49), "Square", [List(-7)]);
        Gives(List(7), "Abs", [List(-7)]);
        Gives(List(0, 7), "Relu", [List(-7, 7)]);
    }
}
