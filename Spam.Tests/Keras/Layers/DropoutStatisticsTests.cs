using Spam.Keras;
using Spam.Keras.Layers;
using Spam.Keras.Layers.Recurrent;

namespace Spam.Tests.Keras.Layers;

/// <summary>A million draws of every kind of dropout, each within four standard errors of what it is to be.</summary>
public class DropoutStatisticsTests
{
    const int Rows = 100, Steps = 10, Features = 1000;
    const double StandardErrors = 4;

    public static TheoryData<string, float> RecurrentCases
    {
        get
        {
            var cases = new TheoryData<string, float>();
            foreach (var layer in (string[])["LSTM", "GRU", "SimpleRNN"])
            {
                foreach (var rate in (float[])[.1f, .3f, .5f])
                    cases.Add(layer, rate);
            }

            return cases;
        }
    }

    [Theory, InlineData(.1f), InlineData(.3f), InlineData(.8f)]
    public void Dropout_drops_its_rate_afresh_everywhere(float rate)
    {
        var outputs = Train(new Dropout(rate), Ones(Rows, Steps, Features));

        AssertShare(rate, outputs.Span.Count(0f), outputs.Length);
        AssertIndependent(rate, outputs, distance: Features); // a step and the one after it
        Assert.Equal(1 / (1 - rate), outputs.Span.ToArray().Max());
    }

    [Theory, InlineData(.1f), InlineData(.4f)]
    public void SpatialDropout1D_drops_whole_features(float rate)
    {
        var outputs = Train(new SpatialDropout1D(rate), Ones(1000, 2, Features));

        var firstSteps = Enumerable.Range(0, 1000).Sum(sample => outputs.Row(2 * sample).Count(0f));
        AssertShare(rate, firstSteps, 1000 * Features);
        Assert.All(Enumerable.Range(0, 1000), sample => Assert.True(outputs.Row(2 * sample).SequenceEqual(outputs.Row((2 * sample) + 1))));
    }

    [Fact]
    public void A_noise_shape_shares_its_draws()
    {
        var outputs = Train(new Dropout(.3f, [-1, 1, -1]), Ones(1000, 2, Features));

        AssertShare(.3, Enumerable.Range(0, 1000).Sum(sample => outputs.Row(2 * sample).Count(0f)), 1000 * Features);
        Assert.All(Enumerable.Range(0, 1000), sample => Assert.True(outputs.Row(2 * sample).SequenceEqual(outputs.Row((2 * sample) + 1))));
    }

    [Theory, InlineData(.1f), InlineData(2f)]
    public void GaussianNoise_has_mean_0_and_its_deviation(float deviation)
        => AssertMoments(0, deviation * (double)deviation, Train(new GaussianNoise(deviation), new Tensor(Rows, Steps, Features)));

    [Theory, InlineData(.1f), InlineData(.5f)]
    public void GaussianDropout_has_mean_1_and_the_variance_of_dropout(float rate)
        => AssertMoments(1, rate / (1 - (double)rate), Train(new GaussianDropout(rate), Ones(Rows, Steps, Features)));

    [Theory, InlineData(.1f), InlineData(.5f)]
    public void AlphaDropout_drops_its_rate_and_keeps_mean_and_variance(float rate)
    {
        var inputs = RandomTensors.Normal(new(5), new(Rows, Steps, Features));

        var outputs = Train(new AlphaDropout(rate), inputs);

        var lowest = Train(new AlphaDropout(rate), new Tensor(1, 1, Features)).Span.ToArray().Min(); // of zeros, the dropped ones are the lower
        AssertShare(rate, outputs.Span.ToArray().Count(output => Math.Abs(output - lowest) < 1e-6), outputs.Length);
        AssertMoments(0, 1, outputs);
    }

    [Fact]
    public void AlphaDropout_is_Keras_formula()
    {
        // a = ((1 - rate) * (1 + rate * alpha_p ** 2)) ** -0.5; b = -a * alpha_p * rate; y = a * (x * kept + alpha_p * (1 - kept)) + b
        var masks = new DropoutMasks(Tensor.FromRows([1, 0, 2]));
        var call = new Call(new() { Training = true, KeepsState = true }, Tensor.FromRows([.5f, 3, -2])) { DropoutMasks = masks };
        const double Lowest = -1.7580993408473766, Rate = .25;
        var a = 1 / Math.Sqrt(.75 * (1 + (Rate * Lowest * Lowest)));
        var b = -a * Lowest * Rate;
        var layer = new AlphaDropout(.25f);

        var outputs = layer.Run(call)[0];
        var gradients = layer.Backward(Tensor.FromRows([1, 1, 3]), call);

        Near.Equal([(a * .5) + b, (a * Lowest) + b, (a * -2) + b], outputs.Span, 1e-6);
        Near.Equal([a, 0, 3 * a], gradients!.Span, 1e-6);
    }

    [Fact]
    public void Outside_training_nothing_is_drawn()
    {
        var inputs = RandomTensors.Normal(new(1), new(2, 3, 4));

        foreach (var layer in (Layer[])[new Dropout(.5f), new SpatialDropout1D(.5f), new GaussianNoise(1), new GaussianDropout(.5f), new AlphaDropout(.5f)])
            Assert.Equal(inputs.Span.ToArray(), layer.Run(new(Pass.Inference, inputs))[0].Span.ToArray());
    }

    [Theory, MemberData(nameof(RecurrentCases))]
    public void Masks_of_a_recurrent_layer_drop_their_rates_for_each_gate_by_itself(string name, float rate)
    {
        var layer = Recurrent.RecurrentCases.Create(name, 500, dropout: rate, recurrentDropout: rate);
        var numGates = NumGates(name);

        var masks = DrawnMasks.Draw(layer.Options, numGates, Use(samples: 2000, steps: 3), layer);

        foreach (var drawn in (MaskBank[])[masks.Inputs!, masks.Recurrent!])
        {
            Assert.Equal((1, numGates), (drawn.NumSteps, drawn.NumGates)); // one for all steps
            var mask = FactorsOf(drawn, 2000, 500);
            AssertShare(rate, mask.Span.Count(0f), mask.Length);
            if (numGates > 1)
                AssertIndependent(rate, mask, distance: 2000 * 500); // a gate and the next
        }
    }

    [Theory, MemberData(nameof(RecurrentCases))]
    public void Masks_that_live_for_a_step_are_fresh_at_each(string name, float rate)
    {
        var layer = Recurrent.RecurrentCases.Create(name, 100, dropout: rate, recurrentDropout: rate);
        layer = layer.With(layer.Options with { DropoutMaskLife = RecurrentDropout.PerStep });
        var numGates = NumGates(name);

        var masks = DrawnMasks.Draw(layer.Options, numGates, Use(samples: 1000, steps: 10, features: 100), layer);

        foreach (var drawn in (MaskBank[])[masks.Inputs!, masks.Recurrent!])
        {
            var ofStep = numGates * 1000 * 100;
            Assert.Equal((10, numGates), (drawn.NumSteps, drawn.NumGates));
            var mask = FactorsOf(drawn, 1000, 100);
            AssertShare(rate, mask.Span.Count(0f), mask.Length);
            AssertIndependent(rate, mask, ofStep);
        }
    }

    static Tensor FactorsOf(MaskBank masks, int batch, int width)
    {
        var factors = new Tensor(masks.NumSteps, masks.NumGates, batch, width);
        var ones = Ones(batch, width);
        for (var mask = 0; mask < masks.NumSteps * masks.NumGates; mask++)
            masks.Multiply(mask / masks.NumGates, mask % masks.NumGates, 0, ones.Span, factors.Span.Slice(mask * batch * width, batch * width));
        return factors;
    }

    static int NumGates(string name) => name switch { "LSTM" => 4, "GRU" => 3, _ => 1 };

    static Call Use(int samples, int steps, int features = 500) => new(new() { Training = true, Random = new Random(7) }, new Tensor(samples, steps, features));

    static Tensor Train(Layer layer, Tensor inputs) => layer.Run(new(new() { Training = true, Random = new Random(11) }, inputs))[0];

    static Tensor Ones(params int[] sizes)
    {
        var tensor = new Tensor(sizes);
        tensor.Span.Fill(1);
        return tensor;
    }

    static void AssertShare(double expected, int count, int draws)
        => Assert.InRange(count / (double)draws, expected - Allowed(expected * (1 - expected), draws), expected + Allowed(expected * (1 - expected), draws));

    /// <summary>Draws at this distance are both dropped as often as two draws that know nothing of each other: the product of their deviations is 0 in the mean.</summary>
    static void AssertIndependent(double rate, Tensor mask, int distance)
    {
        var values = mask.Span;
        var sum = 0.0;
        for (var i = distance; i < values.Length; i++)
            sum += ((values[i] == 0 ? 1 : 0) - rate) * ((values[i - distance] == 0 ? 1 : 0) - rate);
        var variance = rate * (1 - rate);
        var allowed = Allowed(variance * variance, values.Length - distance);
        Assert.InRange(sum / (values.Length - distance), -allowed, allowed);
    }

    static double Allowed(double variance, int draws) => StandardErrors * Math.Sqrt(variance / draws);

    static void AssertMoments(double mean, double variance, Tensor tensor)
    {
        var values = Array.ConvertAll(tensor.Span.ToArray(), value => value - mean);
        var squares = values.Average(value => value * value);
        var fourths = values.Average(value => value * value * value * value);
        Assert.InRange(values.Average(), -Allowed(variance, values.Length), Allowed(variance, values.Length));
        Assert.InRange(squares - variance, -Allowed(fourths - (squares * squares), values.Length), Allowed(fourths - (squares * squares), values.Length));
    }
}
