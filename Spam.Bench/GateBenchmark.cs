using BenchmarkDotNet.Attributes;
using Spam.Bench.Report;
using Spam.Keras.Kernels;

namespace Spam.Bench;

/// <summary>The gates of an LSTM step for a batch of 32 and 196 units, beside the plain loop that says what they mean.</summary>
public class GateBenchmark
{
    const int Count = 32 * 196;

    readonly float[][] _gates = [.. Enumerable.Range(0, 4).Select(_ => ProductSection.Numbers(Count))];
    readonly float[] _before = ProductSection.Numbers(Count);
    readonly float[] _cell = new float[Count];
    readonly float[] _tanh = new float[Count];
    readonly float[] _output = new float[Count];

    [Benchmark]
    public void Vectors() => LSTMCell.Forward(_gates[0], _gates[1], _gates[2], _gates[3], _before, _cell, _tanh, _output);

    [Benchmark(Baseline = true)]
    public void PlainLoop() => Reference.LSTMForward(_gates[0], _gates[1], _gates[2], _gates[3], _before, _cell, _output);
}
