using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

public class MaxPooling1DTests
{
    [Fact]
    public void The_output_shape_follows_the_inputs()
    {
        var layer = new MaxPooling1D(3, 2);

        Assert.Equal(new Shape(Shape.Unknown, 3, 4), layer.ComputeOutputShape(new Shape(Shape.Unknown, 8, 4)));
        Assert.Equal(new Shape(Shape.Unknown, Shape.Unknown, 4), layer.ComputeOutputShape(new Shape(Shape.Unknown, Shape.Unknown, 4)));
    }

    [Fact]
    public void A_window_of_no_step_is_refused()
    {
        var error = Assert.Throws<KerasException>(() => new MaxPooling1D(0));

        Assert.Equal("MaxPooling1D got a pool size of 0 and strides of 0; both are numbers of steps, 1 or more.", error.Message);
    }

    [Fact]
    public void Causal_padding_is_refused()
    {
        var error = Assert.Throws<KerasException>(() => new MaxPooling1D(2, padding: Padding.Causal));

        Assert.Equal("MaxPooling1D got padding Causal; it pools with Valid or Same.", error.Message);
    }

    [Fact]
    public void A_sequence_shorter_than_the_window_is_refused()
    {
        var error = Assert.Throws<KerasException>(() => new MaxPooling1D(6).ComputeOutputShape(new Shape(Shape.Unknown, 5, 4)));

        Assert.Equal("MaxPooling1D 'max_pooling1d' got inputs of shape (None, 5, 4); expected (batch, steps, features) with at least the 6 steps of a window, or padding Same.", error.Message);
    }
}
