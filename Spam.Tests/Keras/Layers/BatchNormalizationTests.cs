using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

public class BatchNormalizationTests
{
    [Fact]
    public void The_batch_axis_is_refused()
    {
        var error = Assert.Throws<KerasException>(() => new BatchNormalization(axis: 0).ComputeOutputShape(new Shape(Shape.Unknown, 4)));

        Assert.Equal("BatchNormalization 'batch_normalization' got axis 0, which is the batch's; give the axis of the features: 1 to 1.", error.Message);
    }

    [Fact]
    public void An_unknown_number_of_features_is_refused()
    {
        var error = Assert.Throws<KerasException>(() => new BatchNormalization(axis: 1).Build(new Random(1), new Shape(Shape.Unknown, Shape.Unknown, 4)));

        Assert.Equal("BatchNormalization 'batch_normalization' got inputs of shape (None, None, 4); expected a known size of axis 1, which is that of the features.", error.Message);
    }

    [Fact]
    public void A_layer_that_is_not_trainable_uses_its_averages_in_training_too()
    {
        var layer = new BatchNormalization { Trainable = false };
        layer.Build(new Random(1), new Shape(2, 1));

        var outputs = layer.Run(new(new() { Training = true }, new Tensor([1, 3], new(2, 1))))[0];

        Near.Equal([1 / MathF.Sqrt(1.001f), 3 / MathF.Sqrt(1.001f)], outputs.Span, 1e-6);
        Near.Equal([0f], layer.Parameters[2].Value.Span, 0);
    }

    [Fact]
    public void Keras_2_counts_masked_steps_and_hands_the_mask_on()
    {
        var mask = new Tensor([1, 0], new(1, 2));
        var layer = new BatchNormalization(momentum: 0);
        layer.Build(new Random(1), new Shape(1, 2, 1));
        var call = new Call(new() { Training = true }, new Tensor([1, 3], new(1, 2, 1))) { Masks = [mask] };

        layer.Run(call);

        Near.Equal([2f], layer.Parameters[2].Value.Span, 1e-6);
        Assert.Same(mask, call.OutputMask);
    }

    [Theory, InlineData(1), InlineData(-1)]
    public void Gradients_in_training_match_the_measured_slopes(int axis)
        => GradientCheck.Passes(new BatchNormalization(axis), [RandomTensors.Normal(new Random(1), new(3, 5, 4))], isTraining: true);

    [Fact]
    public void Gradients_with_a_mask_match_the_measured_slopes()
        => GradientCheck.Passes(
            new BatchNormalization(dialect: Dialect.Keras3), [RandomTensors.Normal(new Random(1), new(2, 4, 3))],
            mask: new([1, 1, 1, 0, 1, 1, 0, 0], new(2, 4)), isTraining: true);
}
