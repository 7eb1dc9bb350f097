using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

public class ReLUTests
{
    [Fact]
    public void Options_below_zero_are_refused()
    {
        var error = Assert.Throws<KerasException>(() => new ReLU(threshold: -1));

        Assert.Equal("ReLU got threshold -1; expected 0 or above.", error.Message);
    }

    [Fact]
    public void A_largest_value_of_zero_is_a_value()
    {
        var outputs = new ReLU(maxValue: 0).Run(new(Pass.Inference, Tensor.Vector(-1, 2)))[0];

        Near.Equal([0f, 0], outputs.Span, 0);
    }
}
