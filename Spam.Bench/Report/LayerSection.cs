using System.Diagnostics;
using Spam.Keras;
using Spam.Keras.Layers;

namespace Spam.Bench.Report;

/// <summary>Layers forward and backward on one batch, beside the peak of the cores they use.</summary>
static class LayerSection
{
    public const int Batch = 32, Steps = 300, Features = 128, Units = 196, WordsOfText = 12;

    public static void Write(TextWriter output, ReportSize size, PeakOfRun peak)
    {
        PerformanceReport.Begin(
            output, "Layers",
            $"One training step of a layer: {Batch} texts of {WordsOfText} different words behind padding, {Steps} steps of {Features} numbers. " +
            "Counted are the products' operations that are really executed; equal words of a text are projected once.",
            "layer", "threads", "forward ms", "backward ms", "GFLOP/s", "of the peak");
        foreach (var numThreads in new[] { 1, Environment.ProcessorCount }.Distinct())
        {
            foreach (var life in Enum.GetValues<RecurrentDropout>())
            {
                var projected = life == RecurrentDropout.PerSequence ? Batch * (WordsOfText + 1) : Batch * Steps;
                Row($"LSTM({Units}), dropout masks {(life == RecurrentDropout.PerSequence ? "per sequence" : "per step")}",
                    new LSTM(Units, dropout: 0.3f, recurrentDropout: 0.3f, dropoutMaskLife: life), Recurrent(4, projected), numThreads);
            }

            Row($"GRU({Units})", new GRU(Units), Recurrent(3, Batch * (WordsOfText + 1)), numThreads);
            Row($"Bidirectional(LSTM({Units / 2}))", new Bidirectional(new LSTM(Units / 2)),
                2 * 2.0 * 4 * (Units / 2) * ((Batch * (WordsOfText + 1) * (double)Features) + (Batch * Steps * (double)(Units / 2))), numThreads);
            Row("Conv1D(128, 5)", new Conv1D(128, 5), 2.0 * Batch * (Steps - 4) * 5 * Features * 128, numThreads);
            Row("TimeDistributed(Dense(256))", new TimeDistributed(new Dense(256)), 2.0 * Batch * Steps * Features * 256, numThreads);
            Row("MultiHeadAttention(4 heads of 32)", new MultiHeadAttention(4, 32),
                2.0 * Batch * ((4.0 * Steps * Features * 128) + (2.0 * Steps * Steps * 128)), numThreads, numInputs: 2);
        }

        void Row(string name, Layer layer, double forwardOperations, int numThreads, int numInputs = 1)
        {
            var (forward, backward) = Measure(layer, numThreads, size, numInputs);
            var rate = 3 * forwardOperations / (forward + backward); // the way back has each product twice
            output.WriteLine($"| {name} | {numThreads} | {forward * 1e3:f1} | {backward * 1e3:f1} | {rate / 1e9:f0} | {rate / peak.Of(numThreads):p0} |");
        }
    }

    static double Recurrent(int numGates, double projected) => 2.0 * numGates * Units * ((projected * Features) + (Batch * Steps * (double)Units));

    /// <summary>The best seconds of a layer's two ways on the batch that the table tells of.</summary>
    public static (double Forward, double Backward) Measure(Layer layer, int numThreads, ReportSize size, int numInputs = 1)
    {
        var random = new Random(1);
        var embedding = new Embedding(280, Features);
        embedding.Build(random, new Shape(Batch, Steps));
        layer.Build(random, [.. Enumerable.Repeat(new Shape(Batch, Steps, Features), numInputs)]);
        var words = Words();
        var workspace = new Workspace();
        var (forward, backward) = (double.MaxValue, double.MaxValue);
        for (var i = 0; i < size.Tries; i++)
        {
            var pass = new Pass { Training = true, KeepsState = true, Random = random, NumThreads = numThreads, Workspace = workspace, GathersRows = true };
            var inputs = embedding.Run(new(pass, words))[0];
            var call = new Call(pass, [.. Enumerable.Repeat(inputs, numInputs)]);
            var start = Stopwatch.GetTimestamp();
            var outputs = layer.Run(call)[0];
            forward = Math.Min(forward, Stopwatch.GetElapsedTime(start).TotalSeconds);
            var gradients = new Tensor(outputs.Shape);
            gradients.Span.Fill(0.01f);
            start = Stopwatch.GetTimestamp();
            layer.BackwardAll([gradients], call);
            backward = Math.Min(backward, Stopwatch.GetElapsedTime(start).TotalSeconds);
            workspace.Reset();
        }

        return (forward, backward);
    }

    static Tensor Words()
    {
        var words = new Tensor(Batch, Steps);
        for (var text = 0; text < Batch; text++)
        {
            for (var step = Steps - WordsOfText; step < Steps; step++)
                words[(text * Steps) + step] = 1 + (((17 * text) + step) % 279); // all different
        }

        return words;
    }
}
