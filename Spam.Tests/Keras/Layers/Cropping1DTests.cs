using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

public class Cropping1DTests
{
    [Fact]
    public void The_output_shape_follows_the_inputs()
    {
        var layer = new Cropping1D(1, 2);

        Assert.Equal(new Shape(Shape.Unknown, 2, 4), layer.ComputeOutputShape(new Shape(Shape.Unknown, 5, 4)));
        Assert.Equal(new Shape(Shape.Unknown, Shape.Unknown, 4), layer.ComputeOutputShape(new Shape(Shape.Unknown, Shape.Unknown, 4)));
    }

    [Fact]
    public void Fewer_than_no_steps_are_refused()
    {
        var error = Assert.Throws<KerasException>(() => new Cropping1D(1, -1));

        Assert.Equal("Cropping1D got cropping (1, -1); expected numbers of steps, 0 or more.", error.Message);
    }

    [Fact]
    public void Cropping_all_steps_is_refused()
    {
        var error = Assert.Throws<KerasException>(() => new Cropping1D(3, 2).ComputeOutputShape(new Shape(Shape.Unknown, 5, 4)));

        Assert.Equal("Cropping1D 'cropping1d' got inputs of shape (None, 5, 4); expected (batch, steps, features) with more than the 3 + 2 steps that it crops.", error.Message);
    }
}
