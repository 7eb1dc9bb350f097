using BenchmarkDotNet.Attributes;
using Spam.Bench.Report;
using Spam.Keras.Preprocessing;

namespace Spam.Bench;

/// <summary>Words of a thousand texts: learned, and turned into ids.</summary>
public class TokenizerBenchmark
{
    readonly string[] _texts = Texts.Make(1_000, 12);
    readonly Tokenizer _tokenizer = new(numWords: 280);

    [GlobalSetup]
    public void Fit() => _tokenizer.FitOnTexts(_texts);

    [Benchmark]
    public int[][] TextsToSequences() => _tokenizer.TextsToSequences(_texts);

    [Benchmark]
    public void FitOnTexts() => new Tokenizer(numWords: 280).FitOnTexts(_texts);
}
