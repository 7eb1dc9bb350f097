using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

public class RepeatVectorTests
{
    [Fact]
    public void The_output_shape_follows_the_inputs()
    {
        var layer = new RepeatVector(3);

        Assert.Equal(new Shape(Shape.Unknown, 3, 4), layer.ComputeOutputShape(new Shape(Shape.Unknown, 4)));
    }

    [Fact]
    public void No_step_is_refused()
    {
        var error = Assert.Throws<KerasException>(() => new RepeatVector(0));

        Assert.Equal("RepeatVector got n 0; it is the number of steps, 1 or more.", error.Message);
    }

    [Fact]
    public void A_sequence_is_refused()
    {
        var error = Assert.Throws<KerasException>(() => new RepeatVector(2).ComputeOutputShape(new Shape(Shape.Unknown, 5, 4)));

        Assert.Equal("RepeatVector 'repeat_vector' got inputs of shape (None, 5, 4); expected (batch, features).", error.Message);
    }
}
