using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

public class UpSampling1DTests
{
    [Fact]
    public void The_output_shape_follows_the_inputs()
    {
        var layer = new UpSampling1D(3);

        Assert.Equal(new Shape(Shape.Unknown, 15, 4), layer.ComputeOutputShape(new Shape(Shape.Unknown, 5, 4)));
        Assert.Equal(new Shape(Shape.Unknown, Shape.Unknown, 4), layer.ComputeOutputShape(new Shape(Shape.Unknown, Shape.Unknown, 4)));
    }

    [Fact]
    public void No_repetition_is_refused()
    {
        var error = Assert.Throws<KerasException>(() => new UpSampling1D(0));

        Assert.Equal("UpSampling1D got size 0; it says how often a step is repeated, 1 or more.", error.Message);
    }
}
