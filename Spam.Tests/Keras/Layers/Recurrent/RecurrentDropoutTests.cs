using Spam.Keras;
using Spam.Keras.Initializers;
using Spam.Keras.Layers;
using Spam.Keras.Layers.Recurrent;

namespace Spam.Tests.Keras.Layers.Recurrent;

/// <summary>How long dropout masks live: layers that only hand on show their masks.</summary>
public class RecurrentDropoutTests
{
    const int Batch = 4, Steps = 6, Units = 32;

    [Theory, InlineData(RecurrentDropout.PerSequence), InlineData(RecurrentDropout.PerStep)]
    public void A_mask_of_the_inputs_stays_for_the_sequence_or_is_fresh_at_every_step(RecurrentDropout life)
    {
        var layer = new SimpleRNN(
            Units, "linear", dropout: 0.5f, returnSequences: true, dropoutMaskLife: life,
            kernelInitializer: new Identity(), recurrentInitializer: new Zeros());
        var inputs = new Tensor(Batch, Steps, Units);
        inputs.Span.Fill(1);
        layer.Build(new Random(1), inputs.Shape);

        var outputs = layer.Forward(new(new() { Training = true, Random = new(2) }, inputs));

        Assert.All(outputs.Span.ToArray(), output => Assert.True(output is 0 or 2));
        for (var b = 0; b < Batch; b++)
        {
            var steps = Enumerable.Range(0, Steps).Select(step => outputs.Row((b * Steps) + step).ToArray()).ToArray();
            Assert.Equal(life == RecurrentDropout.PerSequence ? 1 : Steps, steps.DistinctBy(step => string.Join(",", step)).Count());
            Assert.Contains(0f, steps[0]);
            Assert.Contains(2f, steps[0]);
        }
    }

    [Theory, InlineData(RecurrentDropout.PerSequence), InlineData(RecurrentDropout.PerStep)]
    public void A_mask_of_the_state_stays_for_the_sequence_or_is_fresh_at_every_step(RecurrentDropout life)
    {
        var layer = new SimpleRNN(
            Units, "linear", recurrentDropout: 0.5f, returnSequences: true, dropoutMaskLife: life,
            kernelInitializer: new Zeros(), recurrentInitializer: new Identity());
        var (inputs, start) = (new Tensor(Batch, Steps, 1), new Tensor(Batch, Units));
        start.Span.Fill(1);
        layer.Build(new Random(1), inputs.Shape, start.Shape);

        var outputs = layer.Forward(new(new() { Training = true, Random = new(2) }, inputs, start));

        var (first, last) = (0, 0); // a unit that a mask drops once stays zero
        for (var b = 0; b < Batch; b++)
        {
            first += outputs.Row(b * Steps).Count(0f);
            last += outputs.Row((b * Steps) + Steps - 1).Count(0f);
        }

        Assert.InRange(first, 1, (Batch * Units) - 1);
        if (life == RecurrentDropout.PerSequence)
            Assert.Equal(first, last);
        else
            Assert.True(last > first);
    }

    [Theory]
    [InlineData(0.3f, 0f, 2, 1)] // Keras's one mask for all gates
    [InlineData(0.3f, 0f, 1, 3)]
    [InlineData(0.3f, 0.3f, 2, 3)]
    public void Gates_share_a_mask_of_the_inputs_where_Keras_shares_it(float dropout, float recurrentDropout, int implementation, int numMasks)
    {
        var layer = new GRU(5, dropout: dropout, recurrentDropout: recurrentDropout, implementation: implementation);
        var call = new Call(new() { Training = true, Random = new(1) }, new Tensor(2, 3, 4));

        var masks = DrawnMasks.Draw(layer.Options, numGates: 3, call, layer);

        Assert.Equal((1, numMasks), (masks.Inputs!.NumSteps, masks.Inputs.NumGates));
        Assert.Equal(recurrentDropout > 0 ? 3 : null, masks.Recurrent?.NumGates);
        Assert.Equal(numMasks == 1 ? 2 : 1, layer.Implementation);
    }

    [Fact]
    public void Nothing_is_dropped_outside_training()
    {
        var inputs = RandomTensors.Normal(new Random(3), new(Batch, Steps, 2));
        var dropping = RecurrentCases.Create("LSTM", Units, dropout: 0.5f, recurrentDropout: 0.5f).Built(inputs.Shape);
        var plain = RecurrentCases.Create("LSTM", Units).Built(inputs.Shape);

        Assert.Equal(plain.Forward(new(Pass.Inference, inputs)).Span, dropping.Forward(new(Pass.Inference, inputs)).Span);
    }
}
