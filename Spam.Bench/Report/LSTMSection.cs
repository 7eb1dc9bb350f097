using System.Diagnostics;
using Spam.Keras.Kernels;
using Spam.Keras.Kernels.Products;
using Spam.Keras.Layers;

namespace Spam.Bench.Report;

/// <summary>Where a training step of the workshop's LSTM spends its time: each part alone, by the kernel that does it, over as much memory.</summary>
sealed class LSTMSection
{
    const int Batch = LayerSection.Batch, Steps = LayerSection.Steps, Units = LayerSection.Units, Gates = 4, StepsAtOnce = 8;

    const int Size = Batch * Units; // of one gate or state at one step

    readonly float[] _gates = new float[Steps * Gates * Size];
    readonly float[] _output = new float[(Steps + 1) * Size], _cell = new float[(Steps + 1) * Size], _tanh = new float[Steps * Size];
    readonly float[] _masks = new float[Gates * Size], _scratch = new float[Size], _gradient = new float[Size], _cellGradient = new float[Size];
    readonly float[] _left = new float[StepsAtOnce * Size], _sums = new float[Gates * Units * Units];
    readonly PackedMatrix[] _kernel = [.. Enumerable.Range(0, Gates).Select(_ => PackedMatrix.Pack(ProductSection.Numbers(Units * Units), Units, Units, Units))];
    readonly PackedMatrix _right = new(StepsAtOnce * Batch, Units);
    readonly ReportSize _size;

    LSTMSection(ReportSize size) => _size = size;

    public static void Write(TextWriter output, ReportSize size, PeakOfRun peak)
    {
        var (forward, backward) = LayerSection.Measure(new LSTM(Units, dropout: 0.3f, recurrentDropout: 0.3f), 1, size);
        var whole = forward + backward;
        PerformanceReport.Begin(
            output, "Parts of the LSTM",
            $"LSTM({Units}) with dropout masks per sequence, one thread: {whole * 1e3:f1} ms forward and back. Each part alone over the buffers of {Steps} steps, " +
            "which together are larger than the caches; the rest is the input's projection, packing, and what the parts take from each other's cache.",
            "part", "ms", "of the layer", "of the peak");
        var rest = whole;
        foreach (var (name, operations, seconds) in new LSTMSection(size).Parts())
        {
            output.WriteLine($"| {name} | {seconds * 1e3:f1} | {seconds / whole:p0} | {(operations == 0 ? "" : $"{operations / seconds / peak.Of(1):p0}")} |");
            rest -= seconds;
        }

        output.WriteLine($"| the rest | {rest * 1e3:f1} | {rest / whole:p0} | |");
    }

    IEnumerable<(string Name, double Operations, double Seconds)> Parts()
    {
        const double Products = 2.0 * Steps * Gates * Batch * Units * Units;
        yield return ("projections to their steps", 0, Best((step, gate) => _masks.AsSpan(gate * Size, Size).CopyTo(Gate(step, gate))));
        yield return ("forward: masks on the state", 0, Best((step, gate) => VectorOps.Multiply(_output.AsSpan(step * Size, Size), Mask(gate), _scratch)));
        yield return ("forward: products", Products, Best((step, gate) => MatMul.Multiply(
            _scratch, Batch, Units, 1, _kernel[gate], Gate(step, gate), Units, accumulate: true)));
        yield return ("forward: gates", 0, Best((step, gate) =>
        {
            if (gate == 0)
            {
                LSTMCell.Forward(
                    Gate(step, 0), Gate(step, 1), Gate(step, 2), Gate(step, 3), _cell.AsSpan(step * Size, Size), _cell.AsSpan((step + 1) * Size, Size),
                    _tanh.AsSpan(step * Size, Size), _output.AsSpan((step + 1) * Size, Size));
            }
        }));
        yield return ("back: gates", 0, Best((step, gate) =>
        {
            if (gate == 0)
            {
                LSTMCell.Backward(
                    Gate(step, 0), Gate(step, 1), Gate(step, 2), Gate(step, 3), _cell.AsSpan(step * Size, Size), _tanh.AsSpan(step * Size, Size),
                    _gradient, _cellGradient);
            }
        }));
        yield return ("back: products", Products, Best((step, gate) => MatMul.Multiply(Gate(step, gate), Batch, Units, 1, _kernel[gate], _scratch, Units)));
        yield return ("back: masks on the gradient", 0, Best((_, gate) => VectorOps.AddProduct(_scratch, Mask(gate), _gradient)));
        yield return ("back: sums over equal words", 0, Best((step, gate) => VectorOps.Add(Gate(step, gate), _masks.AsSpan(gate * Size, Size))));
        yield return ("weights: masks and packing", 0, Best((step, gate) =>
        {
            VectorOps.Multiply(_output.AsSpan(step * Size, Size), Mask(gate), _left.AsSpan(step % StepsAtOnce * Size, Size));
            _right.SetRows(step % StepsAtOnce * Batch, Gate(step, gate), Batch, Units);
        }));
        yield return ("weights: products", Products, Best((step, gate) =>
        {
            if (step % StepsAtOnce == 0)
            {
                _right.Resize(Math.Min(StepsAtOnce, Steps - step) * Batch);
                MatMul.Multiply(_left, Units, 1, Units, _right, _sums.AsSpan(gate * Units), Gates * Units, accumulate: true);
            }
        }));
    }

    Span<float> Gate(int step, int gate) => _gates.AsSpan(((step * Gates) + gate) * Size, Size);

    ReadOnlySpan<float> Mask(int gate) => _masks.AsSpan(gate * Size, Size);

    /// <summary>The seconds of one run over all steps and gates. The numbers are set anew for each try, so that none becomes so small that the processor is slow at it.</summary>
    double Best(Action<int, int> part)
    {
        var best = double.MaxValue;
        for (var i = 0; i < Math.Max(2, _size.Tries / 2); i++)
        {
            foreach (var numbers in (float[][])[_gates, _output, _cell, _tanh, _masks, _scratch, _gradient, _cellGradient, _left, _sums])
                Array.Fill(numbers, 0.1f);
            _right.Resize(StepsAtOnce * Batch);
            for (var row = 0; row < StepsAtOnce; row++)
                _right.SetRows(row * Batch, _scratch, Batch, Units);
            var start = Stopwatch.GetTimestamp();
            for (var step = 0; step < Steps; step++)
            {
                for (var gate = 0; gate < Gates; gate++)
                    part(step, gate);
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }
}
