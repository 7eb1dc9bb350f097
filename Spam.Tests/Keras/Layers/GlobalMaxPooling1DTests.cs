using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

public class GlobalMaxPooling1DTests
{
    [Fact]
    public void The_output_shape_follows_the_inputs()
    {
        var layer = new GlobalMaxPooling1D();

        Assert.Equal(new Shape(Shape.Unknown, 4), layer.ComputeOutputShape(new Shape(Shape.Unknown, Shape.Unknown, 4)));
    }

    [Fact]
    public void Inputs_without_steps_are_refused()
    {
        var error = Assert.Throws<KerasException>(() => new GlobalMaxPooling1D().ComputeOutputShape(new Shape(Shape.Unknown, 8)));

        Assert.Equal("GlobalMaxPooling1D 'global_max_pooling1d' got inputs of shape (None, 8); expected (batch, steps, features) with at least one step.", error.Message);
    }
}
