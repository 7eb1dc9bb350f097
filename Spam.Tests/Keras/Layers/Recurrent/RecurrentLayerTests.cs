using Spam.Keras;
using Spam.Keras.Layers;
using Spam.Keras.Models;

namespace Spam.Tests.Keras.Layers.Recurrent;

/// <summary>What all recurrent layers do.</summary>
public class RecurrentLayerTests
{
    const int Batch = 20, Steps = 5, Features = 3, Units = 6; // three tiles of rows

    public static TheoryData<string> Names => RecurrentCases.Names;

    [Theory, MemberData(nameof(Names))]
    public void A_batch_of_many_equals_many_batches_of_one(string name)
    {
        var inputs = RandomTensors.Normal(new Random(1), new(Batch, Steps, Features));
        var gradients = RandomTensors.Normal(new Random(2), new(Batch, Units));
        var layer = RecurrentCases.Create(name, Units).Built(inputs.Shape);
        var (whole, ofWeights) = Trip(layer, inputs, gradients);

        layer.Parameters.ToList().ForEach(parameter => parameter.ClearGradient());
        for (var b = 0; b < Batch; b++)
        {
            var call = new Call(new() { KeepsState = true }, inputs.Samples(b, 1));
            var output = layer.Forward(call);
            var ofInput = layer.Backward(gradients.Samples(b, 1), call)!;

            Assert.Equal(whole[0].Sample(b), output.Span);
            Assert.Equal(whole[1].Sample(b), ofInput.Span);
        }

        for (var i = 0; i < ofWeights.Count; i++)
            Near.Equal(ofWeights[i].Span, layer.Parameters[i].Gradient.Span, 1e-5, layer.Parameters[i].Name);
    }

    [Theory, MemberData(nameof(Names))]
    public void More_left_padding_under_a_mask_changes_nothing(string name)
    {
        const int Padding = 3;
        var inputs = RandomTensors.Normal(new Random(3), new(Batch, Steps, Features));
        var padded = RandomTensors.Normal(new Random(4), new(Batch, Steps + Padding, Features)); // what stands under the mask does not matter
        var mask = new Tensor(Batch, Steps + Padding);
        for (var b = 0; b < Batch; b++)
        {
            inputs.Sample(b).CopyTo(padded.Sample(b)[(Padding * Features)..]);
            mask.Sample(b)[Padding..].Fill(1);
        }

        var gradients = RandomTensors.Normal(new Random(5), new(Batch, Units));
        var layer = RecurrentCases.Create(name, Units).Built(inputs.Shape);

        var (plain, ofWeights) = Trip(layer, inputs, gradients);
        var (masked, ofWeightsMasked) = Trip(layer, padded, gradients, mask: mask);

        Assert.Equal(plain[0].Span, masked[0].Span);
        for (var b = 0; b < Batch; b++)
        {
            Assert.Equal(plain[1].Sample(b), masked[1].Sample(b)[(Padding * Features)..]);
            Assert.False(masked[1].Sample(b)[..(Padding * Features)].ContainsAnyExcept(0f));
        }

        for (var i = 0; i < ofWeights.Count; i++)
            Near.Equal(ofWeights[i].Span, ofWeightsMasked[i].Span, 1e-6, layer.Parameters[i].Name);
    }

    [Theory, MemberData(nameof(Names))]
    public void Any_number_of_threads_gives_the_same_bits(string name)
    {
        var inputs = RandomTensors.Normal(new Random(6), new(Batch, Steps, Features));
        var gradients = RandomTensors.Normal(new Random(7), new(Batch, Units));
        var layer = RecurrentCases.Create(name, Units, goBackwards: true, dropout: 0.3f, recurrentDropout: 0.4f).Built(inputs.Shape);
        var mask = RandomTensors.Mask(new Random(8), new(Batch, Steps));

        var (one, ofWeightsOne) = Trip(layer, inputs, gradients, numThreads: 1, mask);
        foreach (var numThreads in (int[])[2, 3])
        {
            var (several, ofWeights) = Trip(layer, inputs, gradients, numThreads, mask);

            Assert.Equal(one[0].Span, several[0].Span);
            Assert.Equal(one[1].Span, several[1].Span);
            for (var i = 0; i < ofWeights.Count; i++)
                Assert.Equal(ofWeightsOne[i].Span, ofWeights[i].Span);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void What_keeps_nothing_gives_what_training_gives(string name)
    {
        const int ManySteps = 70; // more than the projections that are held at once
        var inputs = RandomTensors.Normal(new Random(9), new(3, ManySteps, Features));
        var layer = RecurrentCases.Create(name, Units, returnSequences: true).Built(inputs.Shape);

        var outputs = layer.Forward(new(Pass.Inference, inputs));

        Assert.Equal(layer.Forward(new(new() { KeepsState = true }, inputs)).Span, outputs.Span);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_sequence_cut_in_two_gives_the_same_when_the_states_are_handed_on(string name)
    {
        var inputs = RandomTensors.Normal(new Random(10), new(2, Steps, Features));
        var layer = RecurrentCases.Create(name, Units, returnState: true).Built(inputs.Shape);
        var whole = layer.ForwardAll(new(Pass.Inference, inputs));

        var first = layer.ForwardAll(new(Pass.Inference, Cut(inputs, 0, 2)));
        var second = layer.ForwardAll(new(Pass.Inference, [Cut(inputs, 2, Steps), .. first.Skip(1)]));

        Assert.Equal(1 + layer.NumStates, second.Count);
        for (var i = 0; i < whole.Count; i++)
            Assert.Equal(whole[i].Span, second[i].Span);
        Assert.Equal([new(2, Units), .. Enumerable.Repeat(new Shape(2, Units), layer.NumStates)], layer.ComputeOutputShapes([inputs.Shape]));
    }

    [Theory, MemberData(nameof(Names))]
    public void A_stateful_layer_goes_on_where_the_batch_before_it_ended(string name)
    {
        var inputs = RandomTensors.Normal(new Random(11), new(2, Steps, Features));
        var layer = RecurrentCases.Create(name, Units, stateful: true).Built(inputs.Shape);
        var plain = RecurrentCases.Create(name, Units).Built(inputs.Shape);
        var whole = plain.Forward(new(Pass.Inference, inputs));

        Assert.Null(layer.States);
        layer.Forward(new(Pass.Inference, Cut(inputs, 0, 2)));
        var second = layer.Forward(new(Pass.Inference, Cut(inputs, 2, Steps)));
        Assert.Equal(whole.Span, second.Span);
        Assert.Equal(whole.Span, layer.States![0].Span);

        layer.ResetStates();

        Assert.Equal(whole.Span, layer.Forward(new(Pass.Inference, inputs)).Span);
        Assert.Null(plain.States); // a layer that is not stateful never carries anything
    }

    [Fact]
    public void Gradients_of_inputs_are_left_out_where_nothing_needs_them()
    {
        var layer = RecurrentCases.Create("LSTM", Units).Built(new(2, Steps, Features));
        var call = new Call(new() { KeepsState = true }, new Tensor(2, Steps, Features), new Tensor(2, Units), new Tensor(2, Units)) { NeedsInputGradients = false };
        layer.Forward(call);

        var gradients = layer.BackwardAll([RandomTensors.Normal(new Random(17), new(2, Units))], call);

        Assert.Equal([null, null, null], gradients);
        Assert.True(layer.Bias!.Gradient.Span.ContainsAnyExcept(0f));
    }

    [Fact]
    public void States_that_are_carried_win_over_those_that_are_given_unless_they_are_zeros()
    {
        var inputs = RandomTensors.Normal(new Random(12), new(2, Steps, Features));
        var given = RandomTensors.Normal(new Random(13), new(2, Units));
        var layer = RecurrentCases.Create("GRU", Units, stateful: true).Built(inputs.Shape);
        var plain = RecurrentCases.Create("GRU", Units).Built(inputs.Shape);
        var fromGiven = plain.Forward(new(Pass.Inference, inputs, given));

        layer.ResetStates([new(2, Units)]);
        Assert.Equal(fromGiven.Span, layer.Forward(new(Pass.Inference, inputs, given)).Span);
        var carried = layer.States![0];

        Assert.Equal(plain.Forward(new(Pass.Inference, inputs, carried)).Span, layer.Forward(new(Pass.Inference, inputs, given)).Span);
    }

    [Theory, MemberData(nameof(Names))]
    public void Several_threads_may_use_a_layer_that_is_not_stateful_at_once(string name)
    {
        var layer = RecurrentCases.Create(name, Units, returnState: true).Built(new(1, Steps, Features));
        var inputs = Enumerable.Range(0, 16).Select(seed => RandomTensors.Normal(new Random(seed), new(2, Steps, Features))).ToArray();
        var alone = inputs.Select(input => layer.ForwardAll(new(Pass.Inference, input))).ToArray();

        var together = new IReadOnlyList<Tensor>[inputs.Length];
        Parallel.For(0, inputs.Length, new() { MaxDegreeOfParallelism = 4 }, i => together[i] = layer.ForwardAll(new(Pass.Inference, inputs[i])));

        for (var i = 0; i < inputs.Length; i++)
        {
            for (var output = 0; output < alone[i].Count; output++)
                Assert.Equal(alone[i][output].Span, together[i][output].Span);
        }
    }

    [Fact]
    public void A_model_resets_its_stateful_layers()
    {
        var inputs = RandomTensors.Normal(new Random(15), new(2, Steps, Features));
        var model = new Sequential([new Bidirectional(new LSTM(Units, stateful: true, returnSequences: true)), new GRU(Units, stateful: true)]);
        model.Build(new(Steps, Features));

        var first = model.Predict(inputs);
        Assert.NotEqual(first.Span.ToArray(), model.Predict(inputs).Span.ToArray());
        model.ResetStates();

        Assert.Equal(first.Span, model.Predict(inputs).Span);
    }

    [Fact]
    public void Unrolling_changes_nothing()
    {
        var inputs = RandomTensors.Normal(new Random(16), new(2, Steps, Features));
        var (unrolled, plain) = (new GRU(Units, unroll: true), new GRU(Units));
        unrolled.Build(new Random(1), inputs.Shape);
        plain.Build(new Random(1), inputs.Shape);

        Assert.True(unrolled.Unroll);
        Assert.Equal(plain.Forward(new(Pass.Inference, inputs)).Span, unrolled.Forward(new(new() { Training = true }, inputs)).Span);
    }

    [Fact]
    public void Zeros_for_masked_steps_are_given_on_request()
    {
        var inputs = RandomTensors.Normal(new Random(14), new(1, 3, Features));
        var mask = new Tensor([1f, 0, 1], new(1, 3));
        var repeating = RecurrentCases.Create("LSTM", Units, returnSequences: true).Built(inputs.Shape);
        var zeroing = RecurrentCases.Create("LSTM", Units, returnSequences: true, zeroOutputForMask: true).Built(inputs.Shape);

        var repeated = repeating.Forward(new(Pass.Inference, inputs) { Masks = [mask] });
        var zeroed = zeroing.Forward(new(Pass.Inference, inputs) { Masks = [mask] });

        Assert.Equal(repeated.Row(0), repeated.Row(1));
        Assert.False(zeroed.Row(1).ContainsAnyExcept(0f));
        Assert.Equal(repeated.Row(2), zeroed.Row(2));
    }

    static (Tensor[] OutputAndInputGradients, List<Tensor> OfWeights) Trip(
        Layer layer, Tensor inputs, Tensor gradients, int numThreads = 1, Tensor? mask = null)
    {
        foreach (var parameter in layer.Parameters)
            parameter.ClearGradient();
        var pass = new Pass { KeepsState = true, Training = true, Random = new(99), NumThreads = numThreads };
        var call = new Call(pass, inputs) { Masks = [mask] };
        var output = layer.Forward(call);
        var ofInputs = layer.Backward(gradients, call)!;
        return ([output, ofInputs], [.. layer.Parameters.Select(parameter => parameter.Gradient.Copy())]);
    }

    static Tensor Cut(Tensor sequence, int start, int end)
    {
        var (batch, features) = (sequence.Shape[0], sequence.Shape[2]);
        var cut = new Tensor(batch, end - start, features);
        for (var b = 0; b < batch; b++)
            sequence.Sample(b)[(start * features)..(end * features)].CopyTo(cut.Sample(b));
        return cut;
    }
}
