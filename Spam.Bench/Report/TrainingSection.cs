using System.Diagnostics;
using Spam.Keras;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Preprocessing;

namespace Spam.Bench.Report;

/// <summary>Training the workshop's network: one step by its parts, an epoch, and the memory that it takes.</summary>
static class TrainingSection
{
    const int Batch = 32, Length = 300, Units = 196, Features = 128, WordsOfText = 12;

    public static void Write(TextWriter output, ReportSize size, PeakOfRun peak)
    {
        Parts(output, size, peak);
        Epochs(output, size, peak);
    }

    static void Parts(TextWriter output, ReportSize size, PeakOfRun peak)
    {
        var numThreads = Environment.ProcessorCount;
        var model = WorkshopModel.Build();
        model.NumThreads = numThreads;
        var (x, y) = Data(Batch);
        var whole = Timing.Best(size, () => model.TrainOnBatch(x, y));
        var seconds = PartsOf(model, x, size);
        var operations = Operations(x, perSequence: true);

        PerformanceReport.Begin(
            output, "Training step",
            $"The workshop's network on one batch of {Batch}, {numThreads} threads, dropout masks per sequence: {whole * 1e3:f1} ms, " +
            $"{operations / whole / 1e9:f0} GFLOP/s, {operations / whole / peak.Of(numThreads):p0} of the peak of {numThreads} cores.",
            "part", "ms", "of the step");
        foreach (var (name, part) in seconds)
            output.WriteLine($"| {name} | {part * 1e3:f2} | {part / whole:p0} |");
        var rest = whole - seconds.Sum(part => part.Seconds);
        output.WriteLine($"| loss, optimizer, figures | {rest * 1e3:f2} | {rest / whole:p0} |");
    }

    static List<(string Name, double Seconds)> PartsOf(Sequential model, Tensor x, ReportSize size)
    {
        var layers = model.Layers;
        var forward = Enumerable.Repeat(double.MaxValue, layers.Count).ToArray();
        var backward = Enumerable.Repeat(double.MaxValue, layers.Count).ToArray();
        var workspace = new Workspace();
        for (var i = 0; i < size.Tries; i++)
        {
            var pass = new Pass
            {
                Training = true,
                KeepsState = true,
                Random = new(i),
                NumThreads = model.NumThreads,
                Workspace = workspace,
                GathersRows = true,
            };
            var calls = new Call[layers.Count];
            var value = x;
            for (var layer = 0; layer < layers.Count; layer++)
            {
                calls[layer] = new(pass, value);
                var start = Stopwatch.GetTimestamp();
                value = layers[layer].Run(calls[layer])[0];
                forward[layer] = Math.Min(forward[layer], Stopwatch.GetElapsedTime(start).TotalSeconds);
            }

            Tensor? gradients = new(value.Shape);
            gradients.Span.Fill(0.01f);
            for (var layer = layers.Count - 1; layer >= 0 && gradients is not null; layer--)
            {
                var start = Stopwatch.GetTimestamp();
                gradients = layers[layer].Backward(gradients, calls[layer]);
                backward[layer] = Math.Min(backward[layer], Stopwatch.GetElapsedTime(start).TotalSeconds);
            }

            workspace.Reset();
        }

        return
        [
            .. layers.Select((layer, i) => ($"{layer.Name}, forward", forward[i])),
            .. layers.Select((layer, i) => ($"{layer.Name}, backward", backward[i])).Reverse(),
        ];
    }

    static void Epochs(TextWriter output, ReportSize size, PeakOfRun peak)
    {
        var numThreads = Environment.ProcessorCount;
        var count = size.IsQuick ? 160 : 5_043; // the workshop's training rows
        PerformanceReport.Begin(
            output, "Epoch", $"`Fit` on {count:n0} made-up texts of {WordsOfText} words, {Length} steps, batches of {Batch}, {numThreads} threads.",
            "dropout masks", "seconds", "GFLOP/s", "of the peak", "peak memory of the process so far, MB");
        foreach (var masks in Enum.GetValues<RecurrentDropout>())
        {
            var model = WorkshopModel.Build(masks: masks);
            model.NumThreads = numThreads;
            var (x, y) = Data(count);
            model.Fit(x.Samples(0, Batch), y.Samples(0, Batch), epochs: 1, batchSize: Batch, verbose: Verbose.Silent);
            var start = Stopwatch.GetTimestamp();
            model.Fit(x, y, epochs: 1, batchSize: Batch, verbose: Verbose.Silent);
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            var rate = Operations(x, masks == RecurrentDropout.PerSequence) / seconds;
            using var process = Process.GetCurrentProcess();
            output.WriteLine(
                $"| {(masks == RecurrentDropout.PerSequence ? "per sequence" : "per step")} | {seconds:f1} | {rate / 1e9:f0} | {rate / peak.Of(numThreads):p0} | {process.PeakWorkingSet64 / 1e6:f0} |");
        }
    }

    /// <summary>The LSTM's operations, which are all but a thousandth of the step's.</summary>
    static double Operations(Tensor x, bool perSequence)
    {
        var projected = 0.0;
        for (var row = 0; row < x.NumRows; row++)
            projected += perSequence ? x.Row(row).ToArray().Distinct().Count() : Length;
        return 3 * 2.0 * 4 * Units * ((projected * Features) + (x.NumRows * (double)Length * Units));
    }

    static (Tensor X, Tensor Y) Data(int count)
    {
        var texts = Texts.Make(count, WordsOfText);
        var tokenizer = new Tokenizer(numWords: 280);
        tokenizer.FitOnTexts(texts);
        var x = Sequences.PadSequences(tokenizer.TextsToSequences(texts), Length);
        var y = new Tensor(count, 2);
        for (var row = 0; row < count; row++)
            y[(2 * row) + (row % 2)] = 1;
        return (x, y);
    }
}
