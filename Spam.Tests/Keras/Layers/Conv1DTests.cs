using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

public class Conv1DTests
{
    [Fact]
    public void The_output_shape_follows_the_inputs()
    {
        var layer = new Conv1D(6, 3, strides: 2);

        Assert.Equal(new Shape(Shape.Unknown, 4, 6), layer.ComputeOutputShape(new Shape(Shape.Unknown, 9, 4)));
        Assert.Equal(new Shape(Shape.Unknown, Shape.Unknown, 6), layer.ComputeOutputShape(new Shape(Shape.Unknown, Shape.Unknown, 4)));
    }

    [Fact]
    public void Numbers_below_one_are_refused()
    {
        var error = Assert.Throws<KerasException>(() => new Conv1D(0, 3));

        Assert.Equal("Conv1D got filters 0, kernelSize 3, strides 1, dilationRate 1 and groups 1; each is 1 or more.", error.Message);
    }

    [Fact]
    public void Filters_that_the_groups_do_not_divide_are_refused()
    {
        var error = Assert.Throws<KerasException>(() => new Conv1D(5, 3, groups: 2));

        Assert.Equal("Conv1D got 5 filters in 2 groups; the filters are to be a multiple of the groups.", error.Message);
    }

    [Fact]
    public void Strides_and_dilation_together_are_refused()
    {
        var error = Assert.Throws<KerasException>(() => new Conv1D(4, 3, strides: 2, dilationRate: 2));

        Assert.Equal("Conv1D got strides 2 and dilationRate 2; only one of them can be above 1.", error.Message);
    }

    [Fact]
    public void Channels_that_the_groups_do_not_divide_are_refused()
    {
        var error = Assert.Throws<KerasException>(() => new Conv1D(4, 3, groups: 2).Build(new Random(1), new Shape(Shape.Unknown, 9, 3)));

        Assert.Equal("Conv1D 'conv1d' got inputs of shape (None, 9, 3); expected a number of channels that is a multiple of its 2 groups.", error.Message);
    }

    [Fact]
    public void A_sequence_shorter_than_the_window_is_refused()
    {
        var error = Assert.Throws<KerasException>(() => new Conv1D(4, 3, dilationRate: 4).ComputeOutputShape(new Shape(Shape.Unknown, 8, 3)));

        Assert.Equal("Conv1D 'conv1d' got inputs of shape (None, 8, 3); expected (batch, steps, channels) with at least the 9 steps of a window, or padding Same.", error.Message);
    }

    [Fact]
    public void Inputs_without_steps_are_refused()
    {
        var error = Assert.Throws<KerasException>(() => new Conv1D(4, 3).ComputeOutputShape(new Shape(Shape.Unknown, 8)));

        Assert.Equal("Conv1D 'conv1d' got inputs of shape (None, 8); expected (batch, steps, channels).", error.Message);
    }

    [Fact]
    public void Inputs_with_other_channels_than_built_for_are_refused()
    {
        var layer = new Conv1D(4, 3);
        layer.Build(new Random(1), new Shape(Shape.Unknown, 8, 2));

        var error = Assert.Throws<KerasException>(() => layer.Run(new(Pass.Inference, new Tensor(1, 8, 3))));

        Assert.Equal("Conv1D 'conv1d' got inputs of shape (1, 8, 3); expected (batch, steps, 2), as it was built.", error.Message);
    }

    [Theory, InlineData(Padding.Valid), InlineData(Padding.Same), InlineData(Padding.Causal)]
    public void Outputs_are_those_of_the_plain_loop(Padding padding)
    {
        var layer = new Conv1D(50, 5, padding: padding); // more filters than a panel of the product has
        layer.Build(new Random(1), new Shape(2, 40, 7));
        var inputs = RandomTensors.Normal(new Random(2), new(2, 40, 7));

        var outputs = layer.Run(new(Pass.Inference, inputs))[0];

        var left = padding switch { Padding.Same => 2, Padding.Causal => 4, _ => 0 };
        Near.Equal(PlainLoop(inputs, layer.Parameters[0].Value, outputs.Shape, left).Span, outputs.Span, 1e-5);
    }

    [Fact]
    public void Gradients_of_dilated_groups_match_the_measured_slopes()
        => GradientCheck.Passes(
            new Conv1D(4, 3, padding: Padding.Same, dilationRate: 2, groups: 2, activation: "tanh"), [RandomTensors.Normal(new Random(1), new(2, 9, 6))]);

    static Tensor PlainLoop(Tensor inputs, Tensor kernel, Shape shape, int left)
    {
        var outputs = new Tensor(shape);
        for (var row = 0; row < outputs.NumRows; row++)
        {
            for (var tap = 0; tap < kernel.Shape[0]; tap++)
            {
                var step = (row % shape[1]) + tap - left;
                for (var channel = 0; step >= 0 && step < inputs.Shape[1] && channel < inputs.Shape[2]; channel++)
                {
                    for (var filter = 0; filter < shape[2]; filter++)
                    {
                        outputs.Row(row)[filter] += inputs.Row((row / shape[1] * inputs.Shape[1]) + step)[channel]
                            * kernel.Row((tap * inputs.Shape[2]) + channel)[filter];
                    }
                }
            }
        }

        return outputs;
    }
}
