using System.Diagnostics;
using Spam.Keras.Kernels;

namespace Spam.Bench;

/// <summary>The products of an LSTM step beside the core's measured peak, in one run: a ratio that can be compared between machines.</summary>
static class ProductReport
{
    static readonly (string Name, int Rows, int Depth, int Columns)[] _products =
    [
        ("one step, all gates", 32, 196, 784),
        ("one step, one gate of four", 32, 196, 196),
        ("half a batch, one gate", 16, 196, 196),
        ("input projection of a text", 300, 128, 196),
        ("one text, one step", 1, 196, 784),
    ];

    public static void Print(TextWriter output)
    {
        var peak = Peak.OneCore();
        output.WriteLine($"peak of one core: {peak / 1e9:f0} GFLOP/s");
        foreach (var (name, rows, depth, columns) in _products)
        {
            var rate = Rate(rows, depth, columns);
            peak = Math.Max(peak, Peak.OneCore(numTries: 2));
            output.WriteLine($"{name,-28} ({rows}, {depth}) x ({depth}, {columns})  {rate / 1e9,6:f1} GFLOP/s  {rate / peak,5:p0} of peak");
        }

        output.WriteLine($"plain loop, same first product: {PlainRate() / 1e9:f2} GFLOP/s");
    }

    static double Rate(int rows, int depth, int columns)
    {
        var random = new Random(1);
        var a = Numbers(random, rows * depth);
        var b = PackedMatrix.Pack(Numbers(random, depth * columns), depth, columns, columns);
        var c = new float[rows * columns];
        var repeats = (int)Math.Max(1, 2e8 / (2.0 * rows * depth * columns));
        var best = 0.0;
        for (var i = 0; i < 20; i++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var repeat = 0; repeat < repeats; repeat++)
                MatMul.Multiply(a, rows, depth, 1, b, c, columns);
            best = Math.Max(best, 2.0 * rows * depth * columns * repeats / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }

    static double PlainRate()
    {
        var random = new Random(1);
        var (a, b, c) = (Numbers(random, 32 * 196), Numbers(random, 196 * 784), new float[32 * 784]);
        var start = Stopwatch.GetTimestamp();
        Reference.Multiply(a, b, c, 32, 196, 784);
        return 2.0 * 32 * 196 * 784 / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    static float[] Numbers(Random random, int count)
    {
        var numbers = new float[count];
        for (var i = 0; i < count; i++)
            numbers[i] = random.NextSingle() - 0.5f;
        return numbers;
    }
}
