using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers.Recurrent;

/// <summary>What recurrent layers refuse, and what they say then.</summary>
public class RecurrentErrorTests
{
    [Fact]
    public void Inputs_without_an_axis_of_steps_are_refused()
    {
        const string Message = "GRU 'gru' got inputs of shape (2, 3); expected (batch, steps, features)";
        Assert.Equal(Message + ".", Error(() => new GRU(4).ComputeOutputShape(new Shape(2, 3))));
        Assert.Equal(Message + " with a known number of features.", ErrorOf(() => new GRU(4).Build(new Random(1), new Shape(2, 3))));
    }

    [Fact]
    public void Other_features_than_it_was_built_for_are_refused()
        => Assert.Equal(
            "LSTM 'lstm' got inputs of shape (1, 2, 5); expected (batch, steps, 3), as it was built.",
            Error(() => Built(new LSTM(4)).Forward(new(Pass.Inference, new Tensor(1, 2, 5)))));

    [Fact]
    public void An_unknown_number_of_features_is_refused()
        => Assert.Equal(
            "SimpleRNN 'simple_rnn' got inputs of shape (None, 2, None); expected (batch, steps, features) with a known number of features.",
            ErrorOf(() => new SimpleRNN(4).Build(new Random(1), new Shape(Shape.Unknown, 2, Shape.Unknown))));

    [Fact]
    public void Units_and_rates_out_of_range_are_refused()
    {
        Assert.Equal("GRU got units 0; it is the size of the state, 1 or more.", Error(() => new GRU(0)));
        Assert.Equal("SimpleRNN got units -2; it is the size of the state, 1 or more.", Error(() => new SimpleRNN(-2)));
        Assert.Equal(
            "LSTM got dropout 1; it is the part that is dropped: from 0 up to, not including, 1.", Error(() => new LSTM(4, dropout: 1)));
        Assert.Equal(
            "GRU got recurrentDropout -0.5; it is the part that is dropped: from 0 up to, not including, 1.",
            Error(() => new GRU(4, recurrentDropout: -0.5f)));
        Assert.Equal(
            "GRU got implementation 3; valid are 1 (a dropout mask for each gate) and 2 (one for all).", Error(() => new GRU(4, implementation: 3)));
    }

    [Fact]
    public void Backward_before_Forward_is_refused()
        => Assert.Equal(
            "Backward was called without a Forward that keeps its state. Run Forward in a Pass with KeepsState first.",
            Error(() => Built(new GRU(4)).Backward(new Tensor(1, 4), new(Pass.Inference, new Tensor(1, 2, 3)))));

    [Fact]
    public void Initial_states_that_do_not_fit_are_refused()
    {
        var (sequence, state) = (new Tensor(2, 5, 3), new Tensor(2, 4));
        Assert.Equal(
            "LSTM 'lstm' got 2 inputs; expected the sequence alone, or the sequence and its 2 initial states.",
            Error(() => Built(new LSTM(4)).Forward(new(Pass.Inference, sequence, state))));
        Assert.Equal(
            "GRU 'gru' got an initial state of shape (2, 7); expected (2, 4).",
            Error(() => Built(new GRU(4)).Forward(new(Pass.Inference, sequence, new Tensor(2, 7)))));
    }

    [Fact]
    public void A_stateful_layer_refuses_a_batch_of_another_size()
    {
        var layer = Built(new GRU(4, stateful: true));
        layer.Forward(new(Pass.Inference, new Tensor(3, 2, 3)));

        Assert.Equal(
            "GRU 'gru' is stateful and carries the states of 3 samples, but a batch of 2 came. Give it batches of one size, or call ResetStates first.",
            Error(() => layer.Forward(new(Pass.Inference, new Tensor(2, 2, 3)))));
    }

    [Fact]
    public void States_are_set_only_where_there_are_such()
    {
        Assert.Equal(
            "GRU 'gru' is not stateful, so it carries no states. Build it with stateful: true, or give it initial states as inputs.",
            ErrorOf(() => new GRU(4).ResetStates([new(2, 4)])));
        Assert.Equal(
            "LSTM 'lstm' got states (2, 4), (2, 5); expected 2 of shape (batch, 4).",
            ErrorOf(() => new LSTM(4, stateful: true).ResetStates([new(2, 4), new(2, 5)])));
    }

    [Fact]
    public void Dropout_masks_that_do_not_fit_are_refused()
        => Assert.Equal(
            "SimpleRNN 'simple_rnn' got dropout masks of shape (2, 1, 1, 3); expected (1 or 5 steps, 1 or 1 gates, 1, 3).",
            Error(() => Built(new SimpleRNN(4)).Forward(
                new(new() { Training = true }, new Tensor(1, 5, 3)) { DropoutMasks = new(new Tensor(2, 1, 1, 3)) })));

    static string Error(Func<object?> action) => Assert.Throws<KerasException>(action).Message;

    static string ErrorOf(Action action) => Assert.Throws<KerasException>(action).Message;

    static T Built<T>(T layer) where T : Layer
    {
        layer.Build(new Random(1), new Shape(1, 2, 3));
        return layer;
    }
}
