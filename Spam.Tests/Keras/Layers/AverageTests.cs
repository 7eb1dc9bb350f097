using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

public class AverageTests
{
    [Fact]
    public void Each_input_has_an_equal_share()
    {
        var call = new Call(new() { KeepsState = true }, Row(1), Row(2), Row(6));
        var layer = new Average();

        var outputs = layer.Run(call)[0];
        var gradients = layer.BackwardAll([Row(3)], call);

        Near.Equal([3f], outputs.Span, 0);
        Assert.All(gradients, gradient => Assert.Equal(1, gradient![0], 1e-6));
    }

    static Tensor Row(float value) => new([value], new(1, 1));
}
