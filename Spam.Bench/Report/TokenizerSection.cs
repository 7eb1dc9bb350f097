using System.Diagnostics;
using Spam.Keras.Preprocessing;

namespace Spam.Bench.Report;

/// <summary>Words a second that one core turns into ids, and learns.</summary>
static class TokenizerSection
{
    const int WordsOfText = 12;

    public static void Write(TextWriter output, ReportSize size)
    {
        var texts = Texts.Make(size.IsQuick ? 2_000 : 100_000, WordsOfText);
        var words = (double)texts.Length * WordsOfText;
        var tokenizer = new Tokenizer(numWords: 280);
        tokenizer.FitOnTexts(texts);
        var fit = Timing.Best(size with { Tries = 3 }, () => new Tokenizer(numWords: 280).FitOnTexts(texts));
        var ids = Timing.Best(size with { Tries = 3 }, () => tokenizer.TextsToSequences(texts));

        PerformanceReport.Begin(output, "Tokenizer", "One core.", "what", "words/s");
        output.WriteLine($"| learning words (`FitOnTexts`) | {words / fit:n0} |");
        output.WriteLine($"| words to ids (`TextsToSequences`) | {words / ids:n0} |");
        Stream(output, size, texts);
    }

    /// <summary>Learning from texts that come one by one, as from a file: how much memory is held.</summary>
    static void Stream(TextWriter output, ReportSize size, string[] texts)
    {
        var megabytes = size.IsQuick ? 1 : 100;
        var bytes = 0L;
        var start = Stopwatch.GetTimestamp();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var tokenizer = new Tokenizer(numWords: 280);
        tokenizer.FitOnTexts(Read());
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        output.WriteLine();
        output.WriteLine($"Learning from a stream of {megabytes} MB takes {seconds:f1} s and holds {Math.Max(0, held) / 1e6:f1} MB: the words, not the texts.");
        GC.KeepAlive(tokenizer);

        IEnumerable<string> Read()
        {
            for (var i = 0; bytes < megabytes * 1_000_000L; i++)
            {
                var text = new string(texts[i % texts.Length]); // a fresh copy, as a reader gives
                bytes += text.Length;
                yield return text;
            }
        }
    }
}
