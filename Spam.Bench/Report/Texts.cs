namespace Spam.Bench.Report;

/// <summary>Made-up texts whose words are as unevenly frequent as those of a language.</summary>
static class Texts
{
    const int Vocabulary = 5_000;

    /// <summary>Texts of about so many words.</summary>
    public static string[] Make(int count, int numWords)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ => string.Join(' ', Enumerable.Range(0, numWords).Select(_ => Word(random))))];
    }

    // The share of the word of rank r falls as 1 / r.
    static string Word(Random random) => $"word{(int)Math.Pow(Vocabulary, random.NextDouble())}";
}
