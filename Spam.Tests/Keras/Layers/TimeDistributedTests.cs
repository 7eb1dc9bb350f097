using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers;

public class TimeDistributedTests
{
    [Fact]
    public void Each_step_goes_through_the_layer_by_itself()
    {
        var inputs = RandomTensors.Normal(new Random(1), new(2, 3, 4, 5));
        var layer = new TimeDistributed(new GRU(6));
        layer.Build(new Random(1), inputs.Shape);

        var outputs = layer.Forward(new(Pass.Inference, inputs));

        var alone = layer.Layer.Forward(new(Pass.Inference, inputs.Reshape(6, 4, 5)));
        Assert.Equal(new(2, 3, 6), outputs.Shape);
        Assert.Equal(new(Shape.Unknown, 3, 6), layer.ComputeOutputShape(new Shape(Shape.Unknown, 3, 4, 5)));
        Assert.Equal(alone.Span, outputs.Span);
    }

    [Fact]
    public void A_mask_of_words_is_the_inner_layers_and_sentences_without_any_are_masked()
    {
        var inputs = RandomTensors.Normal(new Random(2), new(1, 2, 3, 4));
        var mask = new Tensor([1f, 1, 0, 0, 0, 0], new(1, 2, 3));
        var layer = new TimeDistributed(new LSTM(5));
        layer.Build(new Random(1), inputs.Shape);
        var call = new Call(Pass.Inference, inputs) { Masks = [mask] };

        var outputs = layer.Run(call)[0];

        Assert.Equal(new(1, 2), call.OutputMask!.Shape);
        Assert.Equal([1f, 0], call.OutputMask.Span.ToArray());
        Assert.False(outputs.Row(1).ContainsAnyExcept(0f));
        var inner = layer.Layer.Forward(new(Pass.Inference, inputs.Reshape(2, 3, 4)) { Masks = [mask.Reshape(2, 3)] });
        Assert.Equal(inner.Span, outputs.Span);
    }

    [Fact]
    public void A_mask_of_steps_goes_on_to_the_next_layer()
    {
        var layer = new TimeDistributed(new Dense(2));
        layer.Build(new Random(1), new Shape(1, 3, 4));
        var mask = new Tensor([1f, 0, 1], new(1, 3));
        var call = new Call(Pass.Inference, new Tensor(1, 3, 4)) { Masks = [mask] };

        layer.Run(call);

        Assert.Same(mask, call.OutputMask);
    }

    [Fact]
    public void A_table_of_words_inside_gives_the_mask_of_each_step()
    {
        var layer = new TimeDistributed(new Embedding(5, 2, maskZero: true));
        layer.Build(new Random(1), new Shape(1, 2, 3));
        var call = new Call(Pass.Inference, new Tensor([4f, 0, 1, 0, 0, 2], new(1, 2, 3)));

        var outputs = layer.Run(call)[0];

        Assert.Equal(new(1, 2, 3, 2), outputs.Shape);
        Assert.Equal(new(1, 2, 3), call.OutputMask!.Shape);
        Assert.Equal([1f, 0, 1, 0, 0, 1], call.OutputMask.Span.ToArray());
    }

    [Fact]
    public void Inputs_without_an_axis_of_steps_are_refused()
        => Assert.Equal(
            "TimeDistributed 'time_distributed' got inputs of shape (2, 3); expected (batch, steps, …), three axes or more.",
            Assert.Throws<KerasException>(() => new TimeDistributed(new Dense(2)).ComputeOutputShape(new Shape(2, 3))).Message);
}
