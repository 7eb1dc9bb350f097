using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers.Recurrent;

/// <summary>The gradients of recurrent layers against measured slopes, for random shapes and options.</summary>
public class RecurrentGradientTests
{
    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (var name in RecurrentCases.Names)
            {
                for (var seed = 0; seed < 6; seed++)
                    cases.Add(name, seed);
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Gradients_are_the_measured_slopes(string name, int seed)
    {
        var random = new Random((1000 * name.Length) + seed);
        var (batch, steps, features, units) = (random.Next(1, 4), random.Next(1, 5), random.Next(1, 4), random.Next(1, 6));
        var layer = RecurrentCases.Create(
            name, units, returnSequences: Coin(), goBackwards: Coin(), returnState: Coin(), useBias: random.Next(4) > 0, zeroOutputForMask: Coin());
        layer.Built(new(batch, steps, features));
        var inputs = new List<Tensor> { RandomTensors.Normal(random, new(batch, steps, features)) };
        for (var state = 0; seed % 2 == 0 && state < layer.NumStates; state++)
            inputs.Add(RandomTensors.Normal(random, new(batch, units)));

        GradientCheck.Passes(layer, inputs, Coin() ? RandomTensors.Mask(random, new(batch, steps)) : null, Coin() ? Masks() : null);

        bool Coin() => random.Next(2) == 0;

        DropoutMasks Masks()
        {
            var (gates, masks) = (layer.Kernel.Value.Shape[1] / units, Coin() ? steps : 1);
            return new(Doubled(masks, gates, batch, features), Doubled(masks, gates, batch, units));
        }

        Tensor Doubled(params ReadOnlySpan<int> shape)
        {
            var mask = RandomTensors.Mask(random, new(shape));
            foreach (ref var factor in mask.Span)
                factor *= 2;
            return mask;
        }
    }

    [Theory, MemberData(nameof(RecurrentCases.Names), MemberType = typeof(RecurrentCases))]
    public void Gradients_are_the_measured_slopes_beyond_one_vector(string name)
    {
        var layer = RecurrentCases.Create(name, units: 17).Built(new(2, 2, 2));

        GradientCheck.Passes(layer, [RandomTensors.Normal(new Random(5), new(2, 2, 2))]);
    }

    [Theory, InlineData(MergeMode.Concat), InlineData(MergeMode.Sum), InlineData(MergeMode.Mul), InlineData(MergeMode.Ave), InlineData(MergeMode.None)]
    public void Gradients_of_both_directions_are_the_measured_slopes(MergeMode mode)
    {
        var layer = new Bidirectional(new GRU(3, returnSequences: true, returnState: true), mode);
        var random = new Random(6);
        var inputs = (Tensor[])[RandomTensors.Normal(random, new(2, 4, 2)), RandomTensors.Normal(random, new(2, 3)), RandomTensors.Normal(random, new(2, 3))];

        GradientCheck.Passes(layer, inputs, RandomTensors.Mask(random, new(2, 4)));
    }

    [Fact]
    public void Gradients_of_a_layer_on_each_step_are_the_measured_slopes()
        => GradientCheck.Passes(new TimeDistributed(new SimpleRNN(3)), [RandomTensors.Normal(new Random(7), new(2, 3, 2, 2))]);

    [Fact]
    public void Gradients_behind_a_mask_are_the_measured_slopes()
        => GradientCheck.Passes(new Masking(), [RandomTensors.Normal(new Random(8), new(2, 3, 2))]);
}
