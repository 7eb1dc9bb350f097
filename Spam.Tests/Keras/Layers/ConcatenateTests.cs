using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

public class ConcatenateTests
{
    [Fact]
    public void The_output_shape_follows_the_inputs()
    {
        Assert.Equal(new Shape(Shape.Unknown, 5, 6), new Concatenate().ComputeOutputShape(new Shape(Shape.Unknown, 5, 4), new Shape(Shape.Unknown, 5, 2)));
        Assert.Equal(
            new Shape(Shape.Unknown, Shape.Unknown, 4),
            new Concatenate(1).ComputeOutputShape(new Shape(Shape.Unknown, Shape.Unknown, 4), new Shape(Shape.Unknown, 5, 4)));
    }

    [Fact]
    public void Other_sizes_beside_the_axis_are_refused()
    {
        var error = Assert.Throws<KerasException>(() => new Concatenate().ComputeOutputShape(new Shape(3, 5, 4), new Shape(3, 2, 4)));

        Assert.Equal("Concatenate 'concatenate' got inputs of shapes (3, 5, 4) and (3, 2, 4); expected the same sizes on all axes but axis 2.", error.Message);
    }

    [Fact]
    public void The_batch_axis_is_refused()
    {
        var error = Assert.Throws<KerasException>(() => new Concatenate(0).ComputeOutputShape(new Shape(3, 4), new Shape(3, 4)));

        Assert.Equal("Concatenate 'concatenate' got axis 0, which is the batch's; it lays samples' axes side by side: 1 to 1.", error.Message);
    }

    [Fact]
    public void Masks_lie_side_by_side_along_the_steps()
    {
        var call = new Call(Pass.Inference, new Tensor(1, 2, 3), new Tensor(1, 1, 3)) { Masks = [new([0, 1], new(1, 2)), null] };

        new Concatenate(axis: 1).Run(call);

        Near.Equal([0f, 1, 1], call.OutputMask!.Span, 0);
    }

    [Fact]
    public void Along_the_features_a_step_is_real_where_every_mask_says_so()
    {
        var call = new Call(Pass.Inference, new Tensor(1, 2, 3), new Tensor(1, 2, 1)) { Masks = [new([0, 1], new(1, 2)), new([1, 1], new(1, 2))] };

        new Concatenate().Run(call);

        Near.Equal([0f, 1], call.OutputMask!.Span, 0);
    }
}
