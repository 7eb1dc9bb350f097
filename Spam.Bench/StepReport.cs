using System.Diagnostics;
using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Bench;

/// <summary>The LSTM of the workshop's model, forward and backward on one batch, beside the measured peak of the cores it uses.</summary>
static class StepReport
{
    const int Batch = 32, Steps = 300, Features = 128, Units = 196;

    public static void Print(TextWriter output)
    {
        foreach (var numThreads in (int[])[1, Environment.ProcessorCount])
        {
            foreach (var life in Enum.GetValues<RecurrentDropout>())
                Measure(output, numThreads, life);
        }
    }

    static void Measure(TextWriter output, int numThreads, RecurrentDropout life)
    {
        var layer = new LSTM(Units, dropout: 0.3f, recurrentDropout: 0.3f, dropoutMaskLife: life);
        var random = new Random(1);
        layer.Build(random, new Shape(Batch, Steps, Features));
        var inputs = new Tensor(Batch, Steps, Features);
        foreach (ref var value in inputs.Span)
            value = (random.NextSingle() - 0.5f) / 10;
        var gradients = new Tensor(Batch, Units);
        gradients.Span.Fill(0.01f);

        var workspace = new Workspace();
        var (forward, backward) = (double.MaxValue, double.MaxValue);
        for (var i = 0; i < 10; i++)
        {
            var pass = new Pass { Training = true, KeepsState = true, Random = random, NumThreads = numThreads, Workspace = workspace };
            var call = new Call(pass, inputs);
            var start = Stopwatch.GetTimestamp();
            layer.Forward(call);
            forward = Math.Min(forward, Stopwatch.GetElapsedTime(start).TotalSeconds);
            start = Stopwatch.GetTimestamp();
            layer.Backward(gradients, call);
            backward = Math.Min(backward, Stopwatch.GetElapsedTime(start).TotalSeconds);
            workspace.Reset();
        }

        var operations = 3.0 * 2 * Batch * Steps * (Features + Units) * 4 * Units; // forward, and twice as much on the way back
        var rate = operations / (forward + backward);
        var peak = Peak.OneCore() * numThreads;
        output.WriteLine(
            $"LSTM {numThreads} thread(s), masks {life}: forward {forward * 1e3:f1} ms, backward {backward * 1e3:f1} ms, " +
            $"{rate / 1e9:f0} GFLOP/s, {rate / peak:p0} of peak");
    }
}
