using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

public class AddTests
{
    [Fact]
    public void The_output_shape_follows_the_inputs()
    {
        var layer = new Add();

        Assert.Equal(new Shape(Shape.Unknown, 5, 4), layer.ComputeOutputShape(new Shape(Shape.Unknown, 5, 1), new Shape(Shape.Unknown, 4)));
        Assert.Equal(new Shape(3, 5, 4), layer.ComputeOutputShape(new Shape(Shape.Unknown, 5, 4), new Shape(3, 1, 4)));
        Assert.Equal(new Shape(3, Shape.Unknown, 4), layer.ComputeOutputShape(new Shape(3, Shape.Unknown, 4), new Shape(3, 1, 4)));
    }

    [Fact]
    public void Sizes_that_do_not_meet_are_refused()
    {
        var error = Assert.Throws<KerasException>(() => new Add().ComputeOutputShape(new Shape(3, 5, 4), new Shape(3, 2, 4)));

        Assert.Equal("Add 'add' got inputs of shapes (3, 5, 4) and (3, 2, 4); expected the same sizes, or 1 where another has more (not on the batch axis).", error.Message);
    }

    [Fact]
    public void Batches_of_other_sizes_are_refused()
    {
        var error = Assert.Throws<KerasException>(() => new Add().ComputeOutputShape(new Shape(3, 4), new Shape(1, 4)));

        Assert.Equal("Add 'add' got inputs of shapes (3, 4) and (1, 4); expected the same sizes, or 1 where another has more (not on the batch axis).", error.Message);
    }

    [Fact]
    public void A_step_is_real_where_every_mask_says_so()
    {
        var inputs = new Tensor[] { new(1, 3, 2), new(1, 3, 2), new(1, 3, 2) };
        var call = new Call(Pass.Inference, inputs) { Masks = [new([1, 1, 0], new(1, 3)), null, new([0, 1, 1], new(1, 3))] };

        new Add().Run(call);

        Near.Equal([0f, 1, 0], call.OutputMask!.Span, 0);
    }
}
