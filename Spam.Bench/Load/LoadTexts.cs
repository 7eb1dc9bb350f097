namespace Spam.Bench.Load;

/// <summary>The JSON that loads send: texts that come again, and texts that never do.</summary>
static class LoadTexts
{
    /// <summary>How many texts come again.</summary>
    public const int Cached = 1_000;

    static readonly string[] _words =
        ["free", "call", "prize", "home", "now", "see", "you", "tonight", "win", "meeting", "cash", "thanks", "claim", "dinner", "mobile", "later"];

    static long _counter;

    /// <summary>One of the texts that come again.</summary>
    public static string CachedText(int i) => $$"""{"text":"cached text {{i}} {{_words[i % _words.Length]}} {{_words[i / 7 % _words.Length]}}"}""";

    /// <summary>A text that never came.</summary>
    public static string NewText() => $$"""{"text":"{{NextWords()}}"}""";

    /// <summary>A list of texts that never came.</summary>
    public static string NewBatch(int count) => $$"""{"texts":[{{string.Join(',', Enumerable.Range(0, count).Select(_ => $"\"{NextWords()}\""))}}],"echo_input":false}""";

    // About ten words, as the texts of the data sets have; no two are the same.
    static string NextWords()
    {
        var number = Interlocked.Increment(ref _counter);
        return $"{Environment.ProcessId} {number} {string.Join(' ', Enumerable.Range(0, 8).Select(i => _words[(number >> (i * 2)) % _words.Length]))}";
    }
}
