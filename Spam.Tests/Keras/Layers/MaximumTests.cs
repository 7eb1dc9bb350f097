using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

public class MaximumTests
{
    [Fact]
    public void Of_equal_numbers_the_first_gets_the_gradient()
    {
        var call = new Call(new() { KeepsState = true }, Row(4), Row(4));
        var layer = new Maximum();
        layer.Run(call);

        var gradients = layer.BackwardAll([Row(1)], call);

        Assert.Equal([1, 0], gradients.Select(gradient => gradient![0]));
    }

    static Tensor Row(float value) => new([value], new(1, 1));
}
