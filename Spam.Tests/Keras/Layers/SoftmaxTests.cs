using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

public class SoftmaxTests
{
    [Fact]
    public void An_axis_that_is_not_there_is_refused()
    {
        var layer = new Softmax(axis: 3);

        var error = Assert.Throws<KerasException>(() => layer.ComputeOutputShape(new Shape(2, 5, 4)));

        Assert.Equal("Softmax 'softmax' got axis 3, but its inputs have 3 axes: use 0 to 2, or -3 to -1 counted from the end.", error.Message);
    }

    [Fact]
    public void A_mask_of_another_shape_is_refused()
    {
        var call = new Call(Pass.Inference, new Tensor(2, 5, 4)) { Masks = [new Tensor(2, 5)] };

        var error = Assert.Throws<KerasException>(() => new Softmax().Run(call));

        Assert.Equal("Softmax 'softmax' got a mask of shape (2, 5); expected that of its inputs, (2, 5, 4).", error.Message);
    }

    [Fact]
    public void The_last_axis_gives_its_logits_to_the_loss()
    {
        var call = new Call(Pass.Inference, new Tensor(2, 3));

        new Softmax().Run(call);

        Assert.Equal("softmax", call.LogitsActivation);
        Assert.Same(call.Input, call.Logits);
    }

    [Fact]
    public void Gradients_with_a_mask_match_the_measured_slopes()
    {
        var mask = new Tensor([1, 1, 0, 1, 1, 0, 1, 1], new(2, 4));

        GradientCheck.Passes(new Softmax(axis: 1), [RandomTensors.Normal(new Random(1), new(2, 4))], mask);
    }
}
