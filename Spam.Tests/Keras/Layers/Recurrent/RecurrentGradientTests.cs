using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Tests.Keras.Layers.Recurrent;

/// <summary>The gradients of recurrent layers against measured slopes; for drawn sizes and options see the property tests.</summary>
public class RecurrentGradientTests
{
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
