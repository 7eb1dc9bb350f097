using Spam.Keras;
using Spam.Keras.Models;

namespace Spam.Bench.Report;

/// <summary>That cost grows as the work does: training steps at other sizes than the workshop's.</summary>
static class ScalingSection
{
    const int Batch = 32, WordsOfText = 12;

    public static void Write(TextWriter output, ReportSize size)
    {
        PerformanceReport.Begin(
            output, "Scaling", $"Training on batches of {Batch}, {Environment.ProcessorCount} threads, dropout masks per sequence; each row changes one size of the workshop's (300 steps, 196 units, 280 words).",
            "changed", "ms a batch", "operations, times the first row's", "time, times the first row's");
        var (texts, length, units, vocabulary) = (Batch, 300, 196, 280);
        var first = Row(output, size, "nothing", texts, length, units, vocabulary, null);
        foreach (var factor in (int[])[4, 16])
            Row(output, size, $"texts x {factor}", texts * factor, length, units, vocabulary, first);
        foreach (var other in (int[])[64, 128, 256, 512])
            Row(output, size, $"units {other}", texts, length, other, vocabulary, first);
        foreach (var other in (int[])[50, 150, 600])
            Row(output, size, $"steps {other}", texts, other, units, vocabulary, first);
        foreach (var other in (int[])[2_800, 50_000])
            Row(output, size, $"words {other:n0}", texts, length, units, other, first);
    }

    static (double Seconds, double Operations) Row(
        TextWriter output, ReportSize size, string changed, int texts, int length, int units, int vocabulary, (double Seconds, double Operations)? first)
    {
        var model = WorkshopModel.Build(vocabulary, length, units);
        var random = new Random(1);
        var (x, y) = (new Tensor(texts, length), new Tensor(texts, 2));
        for (var text = 0; text < texts; text++)
        {
            y[(2 * text) + (text % 2)] = 1;
            for (var step = length - WordsOfText; step < length; step++)
                x[(text * length) + step] = random.Next(1, vocabulary);
        }

        var seconds = Timing.Best(size with { Tries = Math.Min(size.Tries, 5) }, () => model.Fit(x, y, epochs: 1, batchSize: Batch, verbose: Verbose.Silent));
        var operations = 4.0 * units * texts * ((length * (double)units) + ((WordsOfText + 1) * 128.0));
        var (baseSeconds, baseOperations) = first ?? (seconds, operations);
        output.WriteLine($"| {changed} | {seconds * 1e3 * Batch / texts:f1} | {operations / baseOperations:f2} | {seconds / baseSeconds:f2} |");
        return (seconds, operations);
    }
}
