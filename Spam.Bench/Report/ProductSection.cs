using Spam.Keras.Kernels;
using Spam.Keras.Kernels.Products;

namespace Spam.Bench.Report;

/// <summary>Matrix products beside the core's peak.</summary>
static class ProductSection
{
    static readonly (string Name, int Rows, int Depth, int Columns)[] _products =
    [
        ("LSTM step, all gates", 32, 196, 784),
        ("LSTM step, one gate of four", 32, 196, 196),
        ("half a batch, one gate", 16, 196, 196),
        ("input projection of a text", 300, 128, 196),
        ("dense layer", 256, 512, 512),
        ("scores of a head", 300, 32, 300),
        ("values of a head", 300, 300, 32),
        ("one text, one step", 1, 196, 784),
    ];

    public static void Write(TextWriter output, ReportSize size, PeakOfRun peak)
    {
        var numCores = Environment.ProcessorCount;
        PerformanceReport.Begin(
            output, "Products",
            $"One core; then {numCores} at once, each with a left-hand side and a result of its own and the packed right-hand side in common, as threads " +
            $"share the rows of a batch, beside the peak of {numCores} at work together. The last column is the plain loop (`Reference.Multiply`) on one core.",
            "product", "shapes", "GFLOP/s", "of the peak", $"GFLOP/s of {numCores} cores", "of their peak", "times the plain loop");
        foreach (var (name, rows, depth, columns) in _products)
        {
            var operations = 2.0 * rows * depth * columns;
            var (a, b, c) = (Numbers(rows * depth), Numbers(depth * columns), new float[rows * columns]);
            var packed = PackedMatrix.Pack(b, depth, columns, columns);
            var rate = operations / Timing.Best(size, () => MatMul.Multiply(a, rows, depth, 1, packed, c, columns));
            var share = rate / peak.Of(1);
            var together = numCores * operations / Timing.BestTogether(size, numCores, () =>
            {
                var (left, result) = (Numbers(rows * depth), new float[rows * columns]);
                return () => MatMul.Multiply(left, rows, depth, 1, packed, result, columns);
            });
            var plain = operations / Timing.Best(size with { Tries = 2 }, () => Reference.Multiply(a, b, c, rows, depth, columns));
            output.WriteLine(
                $"| {name} | ({rows}, {depth}) x ({depth}, {columns}) | {rate / 1e9:f0} | {share:p0} | {together / 1e9:f0} | " +
                $"{together / peak.Of(numCores):p0} | {rate / plain:f0} |");
        }
    }

    public static float[] Numbers(int count)
    {
        var random = new Random(1);
        var numbers = new float[count];
        foreach (ref var number in numbers.AsSpan())
            number = random.NextSingle() - 0.5f;
        return numbers;
    }
}
