using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

public class AveragePooling1DTests
{
    [Fact]
    public void The_output_shape_follows_the_inputs()
    {
        var layer = new AveragePooling1D(3, 2, Padding.Same);

        Assert.Equal(new Shape(Shape.Unknown, 4, 4), layer.ComputeOutputShape(new Shape(Shape.Unknown, 8, 4)));
    }

    [Fact]
    public void Inputs_without_steps_are_refused()
    {
        var error = Assert.Throws<KerasException>(() => new AveragePooling1D().ComputeOutputShape(new Shape(Shape.Unknown, 8)));

        Assert.Equal("AveragePooling1D 'average_pooling1d' got inputs of shape (None, 8); expected (batch, steps, features).", error.Message);
    }
}
