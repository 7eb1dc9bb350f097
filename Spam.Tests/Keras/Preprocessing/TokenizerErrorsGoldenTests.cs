using Spam.Keras;
using Spam.Keras.Preprocessing;

namespace Spam.Tests.Keras.Preprocessing;

public class TokenizerErrorsGoldenTests
{
    const string More = "text/tokenizer_more.json";

    public static TheoryData<string> Cases => GoldenData.Keys(More, "errors");

    [SkippableTheory, MemberData(nameof(Cases))]
    public void What_Keras_refuses_is_refused(string name)
    {
        Skip.If(name == "absent", $"{More} is absent from the golden data.");
        var isError = GoldenData.Json(More).GetProperty("errors").GetProperty(name).TryGetProperty("error", out _);

        var result = Run(name);

        Assert.Equal(isError, result is Refusal);
    }

    // What Python finds out when it runs, the compiler often finds out before.
    static object Run(string name) => name switch
    {
        "matrix without num_words or word_index" => Try(() => new Tokenizer().SequencesToMatrix([[1]])),
        "tfidf before fit" => Try(() => new Tokenizer(numWords: 5).SequencesToMatrix([[1]], MatrixMode.Tfidf)),
        "unknown mode" => Try(() => new Tokenizer(numWords: 5).SequencesToMatrix([[1]], (MatrixMode)7)),
        "unknown argument" => typeof(Tokenizer).GetConstructors().Any(constructor => constructor.GetParameters().Any(parameter => parameter.Name == "colour"))
            ? "taken"
            : new Refusal("compiler"),
        "nb_words argument" => Assert.IsType<int>(Tokenizer.FromJson(WithNbWords(5)).NumWords),
        "fit on None" => Try(() => Fit(null!)),
        "fit on number" => RefusedByType(typeof(int[])),
        "fit on bytes" => RefusedByType(typeof(byte[][])),
        "fit with float nan" => RefusedByType(typeof(double[])),
        "fit on one str" => Fit([.. "a b".Select(character => character.ToString())]).WordIndex,
        "sequences of None" => Try(() => new Tokenizer().TextsToSequences(new string[] { null! })),
        "one str" => new Tokenizer().TextsToSequences("abc".Select(character => character.ToString())),
        "hashing n=1" => Try(() => TextPreprocessing.HashingTrick("a b", 1)),
        "hashing n=2" => TextPreprocessing.HashingTrick("a b", 2),
        "one_hot in range 1..n-1" => TextPreprocessing.OneHot("a b c", 5, word => word.GetHashCode(StringComparison.Ordinal)).All(id => id is >= 1 and <= 4),
        _ => throw new InvalidOperationException($"The golden data has a case that this test does not know: {name}"),
    };

    static object Try(Func<object> action)
    {
        try
        {
            return action();
        }
        catch (KerasException refusal)
        {
            return new Refusal(refusal.Message);
        }
    }

    static Tokenizer Fit(params string[] texts)
    {
        var tokenizer = new Tokenizer();
        tokenizer.FitOnTexts(texts ?? [null!]);
        return tokenizer;
    }

    static object RefusedByType(Type texts)
        => typeof(Tokenizer).GetMethods().Where(method => method.Name == nameof(Tokenizer.FitOnTexts))
            .Any(method => method.GetParameters()[0].ParameterType.IsAssignableFrom(texts))
            ? "taken"
            : new Refusal("compiler");

    static string WithNbWords(int numWords)
    {
        var json = GoldenData.Json(More).GetProperty("from_json_base").Editable();
        json["config"]!["nb_words"] = numWords;
        return json.ToJsonString();
    }

    sealed record Refusal(string Message);
}
