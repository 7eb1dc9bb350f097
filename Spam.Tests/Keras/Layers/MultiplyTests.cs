using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

public class MultiplyTests
{
    [Fact]
    public void Each_inputs_gradient_is_the_product_of_the_others()
    {
        var call = new Call(new() { KeepsState = true }, Row(2), Row(3), Row(5));
        var layer = new Multiply();
        layer.Run(call);

        var gradients = layer.BackwardAll([Row(1)], call);

        Assert.Equal([15, 10, 6], gradients.Select(gradient => gradient![0]));
    }

    static Tensor Row(float value) => new([value], new(1, 1));
}
