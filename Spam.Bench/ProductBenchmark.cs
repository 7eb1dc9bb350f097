using BenchmarkDotNet.Attributes;
using Spam.Keras.Kernels;
using Spam.Keras.Kernels.Products;

namespace Spam.Bench;

/// <summary>The product of an LSTM step beside the plain loop that says what it means.</summary>
public class ProductBenchmark
{
    const int Rows = 32, Depth = 196, Columns = 784;

    readonly float[] _left = new float[Rows * Depth];
    readonly float[] _right = new float[Depth * Columns];
    readonly float[] _result = new float[Rows * Columns];
    PackedMatrix? _packed;

    [GlobalSetup]
    public void Fill()
    {
        var random = new Random(1);
        foreach (ref var value in _left.AsSpan())
            value = random.NextSingle() - 0.5f;
        foreach (ref var value in _right.AsSpan())
            value = random.NextSingle() - 0.5f;
        _packed = PackedMatrix.Pack(_right, Depth, Columns, Columns);
    }

    [Benchmark]
    public void Tiles() => MatMul.Multiply(_left, Rows, Depth, 1, _packed!, _result, Columns); // set up before it runs

    [Benchmark(Baseline = true)]
    public void PlainLoop() => Reference.Multiply(_left, _right, _result, Rows, Depth, Columns);
}
