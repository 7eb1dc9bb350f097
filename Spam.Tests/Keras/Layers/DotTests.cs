using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

public class DotTests
{
    [Fact]
    public void The_output_shape_follows_the_inputs()
    {
        Assert.Equal(new Shape(Shape.Unknown, 4, 2), new Dot(1, 2).ComputeOutputShape(new Shape(Shape.Unknown, 5, 4), new Shape(Shape.Unknown, 2, 5)));
        Assert.Equal(new Shape(3, 1), new Dot(-1).ComputeOutputShape(new Shape(3, 4), new Shape(3, 4)));
    }

    [Fact]
    public void Axes_of_other_sizes_are_refused()
    {
        var error = Assert.Throws<KerasException>(() => new Dot(1).ComputeOutputShape(new Shape(3, 5), new Shape(3, 4)));

        Assert.Equal("Dot 'dot' got inputs of shapes (3, 5) and (3, 4); expected the same batch, and as many numbers on axis 1 of the first as on axis 1 of the second.", error.Message);
    }

    [Fact]
    public void The_batch_axis_is_refused()
    {
        var error = Assert.Throws<KerasException>(() => new Dot(0).ComputeOutputShape(new Shape(3, 5), new Shape(3, 5)));

        Assert.Equal("Dot 'dot' got axes (0, 0), of which one is the batch's; it multiplies along axes of a sample: 1 and above.", error.Message);
    }

    [Fact]
    public void One_input_is_refused()
    {
        var error = Assert.Throws<KerasException>(() => new Dot(1).ComputeOutputShape(new Shape(3, 5)));

        Assert.Equal("Dot 'dot' got inputs of shapes (3, 5); expected two inputs.", error.Message);
    }
}
