using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

public class FlattenTests
{
    [Fact]
    public void The_output_shape_follows_the_inputs()
    {
        var layer = new Flatten();

        Assert.Equal(new Shape(Shape.Unknown, 20), layer.ComputeOutputShape(new Shape(Shape.Unknown, 5, 4)));
        Assert.Equal(new Shape(3, 1), layer.ComputeOutputShape(new Shape(3)));
        Assert.Equal(new Shape(Shape.Unknown, Shape.Unknown), layer.ComputeOutputShape(new Shape(Shape.Unknown, Shape.Unknown, 4)));
    }

    [Fact]
    public void A_mask_ends_here()
    {
        var call = new Call(Pass.Inference, new Tensor(2, 3, 4)) { Masks = [new Tensor(2, 3)] };

        new Flatten().Run(call);

        Assert.Null(call.OutputMask);
    }
}
