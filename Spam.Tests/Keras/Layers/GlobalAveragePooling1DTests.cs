using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

public class GlobalAveragePooling1DTests
{
    [Fact]
    public void The_output_shape_follows_the_inputs()
    {
        var layer = new GlobalAveragePooling1D(keepdims: true);

        Assert.Equal(new Shape(Shape.Unknown, 1, 4), layer.ComputeOutputShape(new Shape(Shape.Unknown, Shape.Unknown, 4)));
    }

    [Fact]
    public void Inputs_without_steps_are_refused()
    {
        var error = Assert.Throws<KerasException>(() => new GlobalAveragePooling1D().ComputeOutputShape(new Shape(Shape.Unknown, 8)));

        Assert.Equal("GlobalAveragePooling1D 'global_average_pooling1d' got inputs of shape (None, 8); expected (batch, steps, features) with at least one step.", error.Message);
    }

    [Fact]
    public void The_mask_ends_here()
    {
        var call = new Call(Pass.Inference, new Tensor([1, 5, 3], new(1, 3, 1))) { Masks = [new Tensor([1, 0, 1], new(1, 3))] };

        var outputs = new GlobalAveragePooling1D().Run(call)[0];

        Near.Equal([2f], outputs.Span, 0);
        Assert.Null(call.OutputMask);
    }
}
