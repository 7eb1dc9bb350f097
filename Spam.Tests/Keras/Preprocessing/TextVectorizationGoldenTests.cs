using System.Text.Json;
using Spam.Keras.Preprocessing;

namespace Spam.Tests.Keras.Preprocessing;

public class TextVectorizationGoldenTests
{
    const string File = "text/text_vectorization.json";
    const double Tolerance = 1e-6;

    public static TheoryData<string> Names => GoldenData.Keys(File, "configs");

    [SkippableTheory, MemberData(nameof(Names))]
    public void Vocabulary_and_outputs_are_Keras(string name)
    {
        var all = GoldenData.Json(File);
        var golden = all.GetProperty("configs").GetProperty(name);
        var layer = Create(golden.GetProperty("config"));

        layer.Adapt(all.GetProperty("texts").Strings());
        var outputs = layer.Call(all.GetProperty("probe").Strings());

        Assert.Equal(golden.GetProperty("vocabulary").Strings(), layer.Vocabulary.Take(golden.GetProperty("vocabulary").GetArrayLength()));
        Assert.Equal(golden.GetProperty("shape").Ints(), outputs.Shape);
        if (golden.TryGetProperty("y", out var y))
            Near.Equal([.. y.Flat()], outputs.Span, Tolerance, "y");
        if (golden.TryGetProperty("nonzero", out var nonzero))
            Assert.Equal(nonzero.EnumerateArray().Select(entry => (entry[0].GetInt32(), entry[1].GetInt32(), entry[2].GetSingle())), NonZero(outputs));
        if (golden.TryGetProperty("idf_weights", out var weights))
            Near.Equal(weights.Doubles(), layer.IdfWeights.ToArray(), Tolerance, "idf_weights");
    }

    static IEnumerable<(int Row, int Column, float Value)> NonZero(Spam.Keras.Tensor outputs)
        => from row in Enumerable.Range(0, outputs.Shape[0])
           from column in Enumerable.Range(0, outputs.Shape[1])
           let value = outputs[(row * outputs.Shape[1]) + column]
           where value != 0
           select (row, column, value);

    static TextVectorization Create(JsonElement config) => new(
        Option(config, "max_tokens")?.GetInt32(),
        Choice(config, "standardize", TextStandardize.LowerAndStripPunctuation, TextStandardize.None),
        Choice(config, "split", TextSplit.Whitespace, TextSplit.None),
        Option(config, "ngrams") is not { } ngrams ? null : ngrams.ValueKind == JsonValueKind.Array ? ngrams.Ints() : [.. Enumerable.Range(1, ngrams.GetInt32())],
        Choice(config, "output_mode", TextOutput.Int, TextOutput.Int),
        Option(config, "output_sequence_length")?.GetInt32(),
        Option(config, "pad_to_max_tokens")?.GetBoolean() ?? false);

    static JsonElement? Option(JsonElement config, string name) => config.TryGetProperty(name, out var value) ? value : null;

    static T Choice<T>(JsonElement config, string name, T byDefault, T ofNull) where T : struct, Enum
        => Option(config, name) is not { } value ? byDefault
            : value.ValueKind == JsonValueKind.Null ? ofNull
            : Enum.Parse<T>(value.GetString()!.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
}
