using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

public class AttentionTests
{
    [Fact]
    public void Query_and_key_of_other_widths_are_refused()
    {
        var error = Assert.Throws<KerasException>(() => new Attention().ComputeOutputShape(new Shape(3, 5, 4), new Shape(3, 7, 2)));

        Assert.Equal("Attention 'attention' got inputs of shapes (3, 5, 4) and (3, 7, 2); expected one batch size, query and key with as many features, and key and value with as many steps.", error.Message);
    }

    [Fact]
    public void One_input_is_refused()
    {
        var error = Assert.Throws<KerasException>(() => new Attention().ComputeOutputShape(new Shape(3, 5, 4)));

        Assert.Equal("Attention 'attention' got inputs of shapes (3, 5, 4); expected two or three of (batch, steps, features): query, value and, where it is not the value, key.", error.Message);
    }

    [Fact]
    public void A_rate_of_one_is_refused()
    {
        var error = Assert.Throws<KerasException>(() => new Attention(dropout: 1));

        Assert.Equal("Attention got dropout 1; it is the part that is dropped: from 0 up to, not including, 1.", error.Message);
    }

    [Fact]
    public void The_querys_mask_sets_outputs_to_zero_and_goes_on()
    {
        var mask = new Tensor([1, 0], new(1, 2));
        var call = new Call(Pass.Inference, new Tensor([1, 1], new(1, 2, 1)), new Tensor([2, 2, 2], new(1, 3, 1))) { Masks = [mask, null] };

        var outputs = new Attention().Run(call)[0];

        Near.Equal([2f, 0], outputs.Span, 1e-6);
        Assert.Same(mask, call.OutputMask);
    }

    [Fact]
    public void Training_drops_weights_and_scales_the_rest_up()
    {
        var call = new Call(new() { Training = true }, new Tensor(1, 1, 1), new Tensor([1, 3], new(1, 2, 1)))
        {
            DropoutMasks = new(new Tensor([2, 0], new(1, 1, 1, 2))),
        };

        var outputs = new Attention(dropout: .5f).Run(call)[0];

        Near.Equal([1f], outputs.Span, 1e-6);
    }

    [Theory, InlineData(ScoreMode.Dot), InlineData(ScoreMode.Concat)]
    public void Gradients_with_mask_and_dropout_match_the_measured_slopes(ScoreMode mode)
    {
        var random = new Random(1);
        var dropped = new DropoutMasks(new Tensor([0, 2, 2, 2, 0, 2, 2, 2, 0, 2, 0, 2, 2, 2, 2, 2, 2, 0], new(2, 1, 3, 3)));

        GradientCheck.Passes(
            new Attention(useScale: true, mode, dropout: .5f),
            [RandomTensors.Normal(random, new(2, 3, 2)), RandomTensors.Normal(random, new(2, 3, 4)), RandomTensors.Normal(random, new(2, 3, 2))],
            mask: new([1, 1, 1, 1, 0, 1], new(2, 3)), dropped, secondMask: new([1, 1, 0, 1, 0, 1], new(2, 3)));
    }
}
