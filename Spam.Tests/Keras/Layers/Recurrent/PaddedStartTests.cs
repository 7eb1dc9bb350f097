using Spam.Keras;
using Spam.Keras.Layers;
using Spam.Keras.Layers.Recurrent;

namespace Spam.Tests.Keras.Layers.Recurrent;

/// <summary>Prediction begins behind the padding, with the bits of one that runs through it.</summary>
public class PaddedStartTests
{
    const int Steps = 40, Features = 5;

    public static TheoryData<string, int> Cases => new() { { "LSTM", 1 }, { "LSTM", 20 }, { "GRU", 20 }, { "SimpleRNN", 9 } };

    [Theory, MemberData(nameof(Cases))]
    public void Skipping_changes_no_bit(string className, int batch)
    {
        var layer = Build(className);
        foreach (var seed in (int[])[1, 2, 3])
        {
            var inputs = Padded(batch, seed);

            Assert.Equal(Full(layer, inputs), Skipped(layer, inputs));
        }
    }

    [Fact]
    public void Rows_of_nothing_but_padding_and_rows_without_any_are_right()
    {
        var layer = Build("LSTM");
        var inputs = Padded(18, seed: 4);
        inputs.Sample(0).Fill(0.25f);
        inputs.Sample(9)[0] = 7; // another first step
        var onlyPadding = new Tensor(3, Steps, Features);
        onlyPadding.Span.Fill(0.25f);

        Assert.Equal(Full(layer, inputs), Skipped(layer, inputs));
        Assert.Equal(Full(layer, onlyPadding), Skipped(layer, onlyPadding));
    }

    [Fact]
    public void New_weights_and_other_paddings_begin_anew()
    {
        var layer = Build("LSTM");
        var inputs = Padded(3, seed: 5);
        Skipped(layer, inputs);

        foreach (var parameter in layer.Parameters)
        {
            parameter.Value.Span[^1] += 0.5f;
            parameter.Changed();
            Assert.Equal(Full(layer, inputs), Skipped(layer, inputs));
        }

        var other = Padded(3, seed: 6);
        foreach (ref var value in other.Span)
            value = value == 0.25f ? -0.5f : value;
        Assert.Equal(Full(layer, other), Skipped(layer, other));
        Assert.Equal(Full(layer, inputs), Skipped(layer, inputs));
    }

    [Fact]
    public void Any_number_of_threads_may_begin_at_once()
    {
        var layer = Build("LSTM");
        var inputs = Padded(3, seed: 7);
        var expected = Full(layer, inputs);

        Parallel.For(0, 64, _ => Assert.Equal(expected, Skipped(layer, inputs)));
    }

    static float[] Full(RecurrentLayer layer, Tensor inputs) => layer.Forward(new Call(new() { KeepsState = true }, inputs)).Span.ToArray();

    static float[] Skipped(RecurrentLayer layer, Tensor inputs) => layer.Forward(new Call(new() { NumThreads = 2 }, inputs)).Span.ToArray();

    static RecurrentLayer Build(string className)
    {
        RecurrentLayer layer = className switch { "LSTM" => new LSTM(19), "GRU" => new GRU(19), _ => new SimpleRNN(19) };
        layer.Build(new Random(1), new Shape(Shape.Unknown, Steps, Features));
        return layer;
    }

    /// <summary>Texts of 0 to 24 tokens behind padding.</summary>
    static Tensor Padded(int batch, int seed)
    {
        var random = new Random(seed);
        var inputs = new Tensor(batch, Steps, Features);
        for (var row = 0; row < batch; row++)
        {
            var numPadded = Steps - random.Next(25);
            var sample = inputs.Sample(row);
            sample[..(numPadded * Features)].Fill(0.25f);
            foreach (ref var value in sample[(numPadded * Features)..])
                value = random.NextSingle() - 0.5f;
        }

        return inputs;
    }
}
