using System.Diagnostics;
using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Bench;

/// <summary>The LSTM of the workshop's model, forward and backward on one batch, beside the measured peak of the cores it uses.</summary>
static class StepReport
{
    const int Batch = 32, Steps = 300, Features = 128, Units = 196, WordsOfText = 12;

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
        var embedding = new Embedding(280, Features);
        var layer = new LSTM(Units, dropout: 0.3f, recurrentDropout: 0.3f, dropoutMaskLife: life);
        var random = new Random(1);
        embedding.Build(random, new Shape(Batch, Steps));
        layer.Build(random, new Shape(Batch, Steps, Features));
        var words = new Tensor(Batch, Steps);
        for (var sample = 0; sample < Batch; sample++)
        {
            for (var step = Steps - WordsOfText; step < Steps; step++)
                words[(sample * Steps) + step] = 1 + (((17 * sample) + step) % 279); // all different
        }

        var gradients = new Tensor(Batch, Units);
        gradients.Span.Fill(0.01f);

        var workspace = new Workspace();
        var (forward, backward) = (double.MaxValue, double.MaxValue);
        var isGathered = life == RecurrentDropout.PerSequence;
        for (var i = 0; i < 10; i++)
        {
            var pass = new Pass { Training = true, KeepsState = true, Random = random, NumThreads = numThreads, Workspace = workspace, GathersRows = true };
            var inputs = embedding.Run(new(pass, words))[0];
            var call = new Call(pass, inputs);
            var start = Stopwatch.GetTimestamp();
            layer.Forward(call);
            forward = Math.Min(forward, Stopwatch.GetElapsedTime(start).TotalSeconds);
            start = Stopwatch.GetTimestamp();
            layer.Backward(gradients, call);
            backward = Math.Min(backward, Stopwatch.GetElapsedTime(start).TotalSeconds);
            workspace.Reset();
        }

        var projected = isGathered ? Batch * (WordsOfText + 1) : Batch * Steps; // equal words of a text are projected once
        var operations = 3.0 * 2 * ((projected * Features) + (Batch * Steps * Units)) * 4 * Units; // forward, and twice as much on the way back
        var rate = operations / (forward + backward);
        var peak = Peak.Cores(numThreads);
        output.WriteLine(
            $"LSTM {numThreads} thread(s), masks {life}: forward {forward * 1e3:f1} ms, backward {backward * 1e3:f1} ms, " +
            $"{rate / 1e9:f0} GFLOP/s, {rate / peak:p0} of peak");
    }
}
