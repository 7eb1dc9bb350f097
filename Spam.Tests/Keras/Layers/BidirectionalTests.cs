using Spam.Keras;
using Spam.Keras.Layers;
using Spam.Keras.Models;

namespace Spam.Tests.Keras.Layers;

public class BidirectionalTests
{
    static readonly Tensor _inputs = RandomTensors.Normal(new Random(1), new(2, 4, 3));

    [Fact]
    public void The_weights_are_named_by_direction_and_are_its_own()
    {
        var inner = new SimpleRNN(5);
        var layer = new Bidirectional(inner);

        layer.Build(new Random(1), _inputs.Shape);

        Assert.Equal(
            ["forward/kernel", "forward/recurrent_kernel", "forward/bias", "backward/kernel", "backward/recurrent_kernel", "backward/bias"],
            layer.Parameters.Select(parameter => parameter.Name));
        Assert.Equal(("forward_simple_rnn", "backward_simple_rnn"), (layer.ForwardLayer.Name, layer.BackwardLayer.Name));
        Assert.False(inner.IsBuilt);
    }

    [Fact]
    public void Each_half_reads_in_its_direction()
    {
        var layer = new Bidirectional(new GRU(5, returnSequences: true));
        layer.Build(new Random(1), _inputs.Shape);

        var outputs = layer.Forward(new(Pass.Inference, _inputs));

        var forward = layer.ForwardLayer.Forward(new(Pass.Inference, _inputs));
        var backward = layer.BackwardLayer.Forward(new(Pass.Inference, _inputs));
        Assert.Equal(new(2, 4, 10), outputs.Shape);
        for (var row = 0; row < 8; row++)
        {
            var turned = row < 4 ? 3 - row : 11 - row; // the same step, counted from the end
            Assert.Equal(forward.Row(row), outputs.Row(row)[..5]);
            Assert.Equal(backward.Row(turned), outputs.Row(row)[5..]);
        }
    }

    [Fact]
    public void Masked_steps_of_a_sequence_give_zeros()
    {
        var layer = new Bidirectional(new LSTM(5, returnSequences: true), MergeMode.Sum);
        layer.Build(new Random(1), _inputs.Shape);
        var mask = new Tensor([0f, 1, 0, 1, 1, 1, 0, 0], new(2, 4));
        var call = new Call(Pass.Inference, _inputs) { Masks = [mask] };

        var outputs = layer.Run(call)[0];

        for (var row = 0; row < 8; row++)
            Assert.Equal(mask[row] != 0, outputs.Row(row).ContainsAnyExcept(0f));
        Assert.Same(mask, call.OutputMask);
    }

    [Fact]
    public void Outputs_that_are_not_merged_and_states_come_one_after_the_other()
    {
        var layer = new Bidirectional(new LSTM(5, returnSequences: true, returnState: true), MergeMode.None);
        layer.Build(new Random(1), _inputs.Shape);
        var call = new Call(Pass.Inference, _inputs) { Masks = [new Tensor([1f, 1, 1, 0, 1, 1, 1, 1], new(2, 4))] };

        var outputs = layer.Run(call);

        Assert.Equal(layer.ComputeOutputShapes([_inputs.Shape]), outputs.Select(output => output.Shape));
        Assert.Equal([new(2, 4, 5), new(2, 4, 5), new(2, 5), new(2, 5), new(2, 5), new(2, 5)], outputs.Select(output => output.Shape));
        Assert.Same(call.Mask, call.MaskOf(1));
        Assert.Null(call.MaskOf(2));
    }

    [Fact]
    public void Each_half_of_the_initial_states_goes_to_its_layer()
    {
        var layer = new Bidirectional(new GRU(5), MergeMode.None);
        var (h, g) = (RandomTensors.Normal(new Random(2), new(2, 5)), RandomTensors.Normal(new Random(3), new(2, 5)));
        layer.Build(new Random(1), _inputs.Shape, h.Shape, g.Shape);

        var outputs = layer.ForwardAll(new(Pass.Inference, _inputs, h, g));

        Assert.Equal(layer.ForwardLayer.Forward(new(Pass.Inference, _inputs, h)).Span, outputs[0].Span);
        Assert.Equal(layer.BackwardLayer.Forward(new(Pass.Inference, _inputs, g)).Span, outputs[1].Span);
    }

    [Fact]
    public void A_model_hands_states_from_one_layer_to_another()
    {
        var words = KerasTensor.Input([4, 3]);
        var encoded = new LSTM(5, returnState: true).CallAll(words);
        var model = new Functional(words, new LSTM(5).Call(words, encoded[1], encoded[2]));

        var predictions = model.Predict(_inputs);

        var (encoder, decoder) = (model.Layers[1], model.Layers[2]);
        var states = encoder.ForwardAll(new(Pass.Inference, _inputs));
        Assert.Equal(decoder.Forward(new(Pass.Inference, _inputs, states[1], states[2])).Span, predictions.Span);
    }

    [Fact]
    public void Layers_that_do_not_go_together_are_refused()
    {
        Assert.Equal(
            "Bidirectional 'bidirectional' got two layers with goBackwards: false; one is to read each way.",
            Error(() => new Bidirectional(new GRU(4), backwardLayer: new GRU(4))));
        Assert.Equal(
            "Bidirectional 'bidirectional' got a layer with returnSequences: true and a backward layer with returnSequences: false; they are to be the same.",
            Error(() => new Bidirectional(new GRU(4, returnSequences: true), backwardLayer: new GRU(4, goBackwards: true))));
        Assert.Equal(
            "Bidirectional 'bidirectional' got layers of 4 and 5 units; merge mode Sum needs equal ones. Choose MergeMode.Concat or MergeMode.None for others.",
            Error(() => new Bidirectional(new GRU(4), MergeMode.Sum, new LSTM(5, goBackwards: true))));
    }

    [Fact]
    public void Dropout_masks_are_handed_to_the_layers_inside()
    {
        var layer = new Bidirectional(new GRU(4));
        layer.Build(new Random(1), _inputs.Shape);
        var kept = new Tensor(1, 1, 2, 3);
        kept.Span.Fill(1);
        var handed = new Dictionary<Layer, DropoutMasks> { [layer.ForwardLayer] = new(new Tensor(1, 1, 2, 3)), [layer.BackwardLayer] = new(kept) };

        var outputs = layer.Forward(new(new() { Training = true, DropoutMasks = handed }, _inputs));

        var plain = layer.Forward(new(Pass.Inference, _inputs));
        Assert.Equal(layer.ForwardLayer.Forward(new(Pass.Inference, new Tensor(2, 4, 3))).Row(0), outputs.Row(0)[..4]);
        Assert.Equal(plain.Row(0)[4..], outputs.Row(0)[4..]);
        Assert.Equal(
            "Dropout masks came to the layer around GRU 'forward_gru', which drops nothing itself. Hand them to GRU 'forward_gru', in the pass's DropoutMasks.",
            Error(() => layer.Forward(new(Pass.Inference, _inputs) { DropoutMasks = new(kept) })));
    }

    [Fact]
    public void Initial_states_of_one_direction_only_are_refused()
        => Assert.Equal(
            "Bidirectional 'bidirectional' got 2 inputs; expected the sequence alone, or the sequence and the initial states: " +
            "1 of the forward layer, 1 of the backward layer.",
            Error(() => new Bidirectional(new GRU(4)).ComputeOutputShape(_inputs.Shape, new(2, 4))));

    static string Error(Func<object?> action) => Assert.Throws<KerasException>(action).Message;
}
