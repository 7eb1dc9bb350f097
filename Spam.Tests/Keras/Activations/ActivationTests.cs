using Spam.Keras;
using Spam.Keras.Activations;

namespace Spam.Tests.Keras.Activations;

public class ActivationTests
{
    [Fact]
    public void A_name_means_what_it_means_in_its_Keras()
    {
        var (x, y) = (new[] { 1f }, new float[1]);

        Activation.Get("hard_sigmoid").Forward(x, y, 1);
        Assert.Equal(.7f, y[0], 1e-6f);

        Activation.Get("hard_sigmoid", Dialect.Keras3).Forward(x, y, 1);
        Assert.Equal(2f / 3, y[0], 1e-6f);
    }

    [Fact]
    public void A_name_of_Keras_3_is_unknown_in_Keras_2()
    {
        var error = Assert.Throws<KerasException>(() => Activation.Get("celu"));

        Assert.Equal(
            "There is no activation 'celu'. Valid names: elu, exponential, gelu, hard_sigmoid, leaky_relu, linear, log_softmax, mish, relu, relu6, " +
            "selu, sigmoid, silu, softmax, softplus, softsign, swish, tanh.", error.Message);
    }

    [Theory]
    [InlineData("tanh")]
    [InlineData("softmax")]
    [InlineData("log_softmax")]
    [InlineData("gelu")]
    public void Outputs_may_overwrite_inputs(string name)
    {
        var activation = Activation.Get(name);
        var x = Enumerable.Range(0, 36).Select(i => i * .1f - 1).ToArray();
        var (y, inPlace) = (new float[36], (float[])x.Clone());
        activation.Forward(x, y, 3);
        activation.Forward(inPlace, inPlace, 3);
        Assert.Equal(y, inPlace);

        var (dx, gradients) = (new float[36], (float[])x.Clone());
        activation.Backward(x, y, x, dx, 3);
        activation.Backward(x, y, gradients, gradients, 3);

        Assert.Equal(dx, gradients);
    }
}
