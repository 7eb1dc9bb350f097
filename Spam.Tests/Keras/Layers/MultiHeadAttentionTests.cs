using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

public class MultiHeadAttentionTests
{
    [Fact]
    public void No_head_is_refused()
    {
        var error = Assert.Throws<KerasException>(() => new MultiHeadAttention(0, 3));

        Assert.Equal("MultiHeadAttention got numHeads 0, keyDim 3, valueDim 3 and outputShape null; each is 1 or more.", error.Message);
    }

    [Fact]
    public void Key_and_value_of_other_lengths_are_refused()
    {
        var error = Assert.Throws<KerasException>(() => new MultiHeadAttention(2, 3).ComputeOutputShape(new Shape(3, 5, 4), new Shape(3, 7, 4), new Shape(3, 6, 4)));

        Assert.Equal("MultiHeadAttention 'multi_head_attention' got inputs of shapes (3, 5, 4) and (3, 7, 4) and (3, 6, 4); expected one batch size, and key and value with as many steps.", error.Message);
    }

    [Fact]
    public void An_attention_mask_of_another_shape_is_refused()
    {
        var error = Assert.Throws<KerasException>(() => new MultiHeadAttention(2, 3, takesAttentionMask: true).ComputeOutputShape(new Shape(3, 5, 4), new Shape(3, 7, 4), new Shape(3, 7, 5)));

        Assert.Equal("MultiHeadAttention 'multi_head_attention' got inputs of shapes (3, 5, 4) and (3, 7, 4) and (3, 7, 5); expected an attention mask of shape (3, 5, 7).", error.Message);
    }

    [Fact]
    public void Inputs_of_other_features_than_built_for_are_refused()
    {
        var layer = new MultiHeadAttention(2, 3);
        layer.Build(new Random(1), new Shape(1, 5, 4), new Shape(1, 5, 4));

        var error = Assert.Throws<KerasException>(() => layer.Run(new(Pass.Inference, new Tensor(1, 5, 6), new Tensor(1, 5, 4))));

        Assert.Equal(
            "The weight query/kernel has shape (4, 2, 3) and cannot read inputs of shape (1, 5, 6); give it as many features as it was built for.",
            error.Message);
    }

    [Fact]
    public void The_attention_mask_has_no_gradient()
    {
        var layer = new MultiHeadAttention(1, 2, takesAttentionMask: true);
        layer.Build(new Random(1), new Shape(1, 2, 3), new Shape(1, 2, 3), new Shape(1, 2, 2));
        var call = new Call(new() { KeepsState = true }, new Tensor(1, 2, 3), new Tensor(1, 2, 3), new Tensor([1, 0, 1, 1], new(1, 2, 2)));

        var outputs = layer.Run(call)[0];
        var gradients = layer.BackwardAll([outputs], call);

        Assert.Equal(3, gradients.Count);
        Assert.Null(gradients[2]);
    }

    [Fact]
    public void Gradients_with_mask_and_dropout_match_the_measured_slopes()
    {
        var random = new Random(1);
        var dropped = new DropoutMasks(new Tensor([0, 2, 2, 2, 0, 2, 2, 2, 0, 2, 0, 2], new(1, 2, 2, 3)));

        GradientCheck.Passes(
            new MultiHeadAttention(2, 3, valueDim: 2, dropout: .5f),
            [RandomTensors.Normal(random, new(1, 2, 4)), RandomTensors.Normal(random, new(1, 3, 5)), RandomTensors.Normal(random, new(1, 3, 2))],
            dropoutMasks: dropped, secondMask: new([1, 1, 0], new(1, 3)));
    }
}
