using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

public class ReshapeTests
{
    [Fact]
    public void The_output_shape_follows_the_inputs()
    {
        var layer = new Reshape(-1, 2);

        Assert.Equal(new Shape(Shape.Unknown, 10, 2), layer.ComputeOutputShape(new Shape(Shape.Unknown, 5, 4)));
        Assert.Equal(new Shape(Shape.Unknown, Shape.Unknown, 2), layer.ComputeOutputShape(new Shape(Shape.Unknown, Shape.Unknown, 4)));
    }

    [Fact]
    public void Two_sizes_to_compute_are_refused()
    {
        var error = Assert.Throws<KerasException>(() => new Reshape(-1, -1));

        Assert.Equal("Reshape got the target shape (-1, -1); expected sizes of 0 and above, and at most one -1.", error.Message);
    }

    [Fact]
    public void Samples_that_do_not_fill_the_shape_are_refused()
    {
        var error = Assert.Throws<KerasException>(() => new Reshape(3, 4).ComputeOutputShape(new Shape(Shape.Unknown, 5, 4)));

        Assert.Equal("Reshape 'reshape' got inputs of shape (None, 5, 4); expected samples whose 20 numbers fill the target shape (3, 4).", error.Message);
    }

    [Fact]
    public void A_size_that_does_not_come_out_even_is_refused()
    {
        var error = Assert.Throws<KerasException>(() => new Reshape(3, -1).ComputeOutputShape(new Shape(Shape.Unknown, 5, 4)));

        Assert.Equal("Reshape 'reshape' got inputs of shape (None, 5, 4); expected samples whose 20 numbers fill the target shape (3, -1).", error.Message);
    }
}
