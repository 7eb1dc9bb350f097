using Spam.Keras.Preprocessing;
using Spam.Keras.Saving;
using Spam.Model;

namespace Spam.Bench.Report;

/// <summary>Answers of a loaded classifier of the workshop's size.</summary>
static class PredictionSection
{
    public static void Write(TextWriter output, ReportSize size)
    {
        var folder = Directory.CreateTempSubdirectory("spam-bench-");
        try
        {
            WriteModel(folder.FullName);
            Single(output, size, AIModel.Load(folder.FullName));
            Batches(output, size, AIModel.Load(folder.FullName, Environment.ProcessorCount));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static void Single(TextWriter output, ReportSize size, AIModel model)
    {
        PerformanceReport.Begin(
            output, "Prediction", "`AIModel.Predict(text)` in process, one thread, the workshop's sizes. The first text takes longer: it packs the weights and runs through the padding once.",
            "words", "median µs", "99 % within µs", "bytes allocated");
        foreach (var numWords in (int[])[1, 10, 40, 140])
        {
            var texts = Texts.Make(16, numWords);
            var next = 0;
            var (median, percentile, bytes) = Timing.Each(size.IsQuick ? 100 : 3_000, () => model.Predict(texts[next++ % texts.Length]));
            output.WriteLine($"| {numWords} | {median * 1e6:f0} | {percentile * 1e6:f0} | {bytes:n0} |");
        }
    }

    static void Batches(TextWriter output, ReportSize size, AIModel model)
    {
        PerformanceReport.Begin(output, "Many texts at once", $"`AIModel.Predict(texts)`, {Environment.ProcessorCount} threads.", "texts", "words", "texts/s");
        foreach (var (count, numWords) in (ReadOnlySpan<(int, int)>)[(32, 10), (256, 10), (256, 40)])
        {
            var texts = Texts.Make(count, numWords);
            output.WriteLine($"| {count} | {numWords} | {count / Timing.Best(size, () => model.Predict(texts)):n0} |");
        }
    }

    static void WriteModel(string folder)
    {
        var model = WorkshopModel.Build();
        var tokenizer = new Tokenizer(numWords: 280);
        tokenizer.FitOnTexts(Texts.Make(2_000, 12));
        model.SaveSavedModel(Path.Combine(folder, "saved_model"));
        File.WriteAllText(Path.Combine(folder, "bench_tokenizer.json"), tokenizer.ToJson());
        File.WriteAllText(Path.Combine(folder, "bench_metadata.json"), new ModelMetadata { Labels = ["ham", "spam"], MaxSequenceLength = 300, MaxWords = 280 }.ToJson());
    }
}
