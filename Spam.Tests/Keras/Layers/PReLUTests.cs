using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

public class PReLUTests
{
    [Fact]
    public void The_output_shape_follows_the_inputs()
    {
        var layer = new PReLU();

        Assert.Equal(new Shape(Shape.Unknown, 5, 4), layer.ComputeOutputShape(new Shape(Shape.Unknown, 5, 4)));
    }

    [Fact]
    public void An_axis_that_is_not_there_cannot_be_shared()
    {
        var layer = new PReLU(sharedAxes: [3]);

        var error = Assert.Throws<KerasException>(() => layer.Build(new Random(1), new Shape(Shape.Unknown, 5, 4)));

        Assert.Equal("PReLU 'p_re_lu' got shared axis 3; its inputs (None, 5, 4) have the axes 1 to 2 besides the batch's.", error.Message);
    }

    [Fact]
    public void An_unknown_axis_is_to_be_shared()
    {
        var layer = new PReLU();

        var error = Assert.Throws<KerasException>(() => layer.Build(new Random(1), new Shape(Shape.Unknown, Shape.Unknown, 4)));

        Assert.Equal("PReLU 'p_re_lu' got inputs of shape (None, None, 4); expected known sizes of all axes but the batch's and the shared ones.", error.Message);
    }

    [Fact]
    public void A_shared_axis_has_one_alpha_and_any_length()
    {
        var layer = new PReLU(sharedAxes: [1]);
        layer.Build(new Random(1), new Shape(Shape.Unknown, Shape.Unknown, 2));
        layer.Parameters[0].Assign([.5f, .25f]);

        var outputs = layer.Run(new(Pass.Inference, new Tensor([-1, -1, -2, 4], new(1, 2, 2))))[0];

        Assert.Equal(new Shape(1, 2), layer.Parameters[0].Value.Shape);
        Near.Equal([-.5f, -.25f, -1, 4], outputs.Span, 0);
    }
}
