using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

public class ZeroPadding1DTests
{
    [Fact]
    public void The_output_shape_follows_the_inputs()
    {
        var layer = new ZeroPadding1D(2, 1);

        Assert.Equal(new Shape(Shape.Unknown, 8, 4), layer.ComputeOutputShape(new Shape(Shape.Unknown, 5, 4)));
        Assert.Equal(new Shape(Shape.Unknown, Shape.Unknown, 4), layer.ComputeOutputShape(new Shape(Shape.Unknown, Shape.Unknown, 4)));
    }

    [Fact]
    public void Fewer_than_no_steps_are_refused()
    {
        var error = Assert.Throws<KerasException>(() => new ZeroPadding1D(-1));

        Assert.Equal("ZeroPadding1D got padding (-1, -1); expected numbers of steps, 0 or more.", error.Message);
    }

    [Fact]
    public void Inputs_without_steps_are_refused()
    {
        var error = Assert.Throws<KerasException>(() => new ZeroPadding1D().ComputeOutputShape(new Shape(Shape.Unknown, 5)));

        Assert.Equal("ZeroPadding1D 'zero_padding1d' got inputs of shape (None, 5); expected (batch, steps, features).", error.Message);
    }
}
