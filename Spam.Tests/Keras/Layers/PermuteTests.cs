using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

public class PermuteTests
{
    [Fact]
    public void The_output_shape_follows_the_inputs()
    {
        var layer = new Permute(3, 1, 2);

        Assert.Equal(new Shape(Shape.Unknown, 2, 5, 4), layer.ComputeOutputShape(new Shape(Shape.Unknown, 5, 4, 2)));
    }

    [Fact]
    public void Axes_that_are_not_each_once_are_refused()
    {
        var error = Assert.Throws<KerasException>(() => new Permute(0, 1));

        Assert.Equal("Permute got dims (0, 1); expected each axis of a sample once, counted from 1, as in (2, 1).", error.Message);
    }

    [Fact]
    public void Inputs_of_another_rank_are_refused()
    {
        var error = Assert.Throws<KerasException>(() => new Permute(2, 1).ComputeOutputShape(new Shape(Shape.Unknown, 5)));

        Assert.Equal("Permute 'permute' got inputs of shape (None, 5); expected 3 axes: the batch's and 2, as dims has.", error.Message);
    }
}
