using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Spam.Bench.Report;
using Spam.Keras.Preprocessing;
using Spam.Keras.Saving;
using Spam.Model;

namespace Spam.Bench.Bulk;

/// <summary>How many texts a second <c>predict --jsonl</c> scores with the workshop's network, and how much memory it takes: the real program, through pipes.</summary>
static class BulkReport
{
    const int WordsOfText = 12;
    const int DifferentTexts = 10_000;

    /// <summary>Pipes so many lines through a child process.</summary>
    /// <returns>The child's exit code.</returns>
    public static async Task<int> RunAsync(int lines, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("spam-bench-").FullName;
        try
        {
            var texts = Texts.Make(DifferentTexts, WordsOfText);
            WriteModel(folder, texts);
            using var process = Start(folder);
            var start = Stopwatch.GetTimestamp();
            var writing = WriteAsync(process, texts, lines);
            var (answers, peak) = await ReadAsync(process);
            await writing;
            await process.WaitForExitAsync();
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{answers:N0} of {lines:N0} lines answered in {seconds:0.0} s, start included: {answers / seconds:N0} texts/s, {Environment.ProcessorCount} cores, at most {peak / 1e6:0} MB of memory."));
            return process.ExitCode;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static void WriteModel(string folder, string[] texts)
    {
        var tokenizer = new Tokenizer(280);
        tokenizer.FitOnTexts(texts);
        WorkshopModel.Build().SaveSavedModel(Path.Combine(folder, "saved_model"));
        File.WriteAllText(Path.Combine(folder, "bench_tokenizer.json"), tokenizer.ToJson());
        File.WriteAllText(Path.Combine(folder, "bench_metadata.json"), new ModelMetadata { Labels = ["ham", "spam"], MaxSequenceLength = 300, MaxWords = 280 }.ToJson());
    }

    static Process Start(string folder)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Spam.Train.dll");
        var start = new ProcessStartInfo("dotnet", [program, "predict", "--jsonl", "--model", folder]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        return Process.Start(start)!; // a new one, not null
    }

    static async Task WriteAsync(Process process, string[] texts, int lines)
    {
        var block = new StringBuilder();
        for (var i = 0; i < lines; i++)
        {
            block.Append(CultureInfo.InvariantCulture, $"{{\"id\":{i},\"text\":{JsonSerializer.Serialize(texts[i % texts.Length])}}}\n");
            if (block.Length < 1 << 16 && i + 1 < lines)
                continue;

            await process.StandardInput.WriteAsync(block);
            block.Clear();
        }

        process.StandardInput.Close();
    }

    static async Task<(long Answers, long Peak)> ReadAsync(Process process)
    {
        var (answers, peak) = (0L, 0L);
        var buffer = new byte[1 << 16];
        for (int length; (length = await process.StandardOutput.BaseStream.ReadAsync(buffer)) > 0;)
        {
            answers += buffer.AsSpan(0, length).Count((byte)'\n');
            process.Refresh();
            if (!process.HasExited)
                peak = Math.Max(peak, process.PeakWorkingSet64);
        }

        return (answers, peak);
    }
}
