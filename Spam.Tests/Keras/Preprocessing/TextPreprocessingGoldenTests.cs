using Spam.Keras.Preprocessing;

namespace Spam.Tests.Keras.Preprocessing;

public class TextPreprocessingGoldenTests
{
    const string More = "text/tokenizer_more.json";

    public static TheoryData<string> Splits => GoldenData.Keys(More, "text_to_word_sequence");

    public static TheoryData<string> Hashes => GoldenData.Keys(More, "hashing_trick_md5");

    [SkippableTheory, MemberData(nameof(Splits))]
    public void Texts_become_the_words_of_Keras(string name)
    {
        Skip.If(name == "absent", $"{More} is absent from the golden data.");
        var expected = GoldenData.Json(More).GetProperty("text_to_word_sequence").GetProperty(name);

        var words = TextGoldens.Texts.Select(text => name switch
        {
            "default" => TextPreprocessing.TextToWordSequence(text),
            "lower_off" => TextPreprocessing.TextToWordSequence(text, lower: false),
            "no_filters" => TextPreprocessing.TextToWordSequence(text, filters: ""),
            "split_dash" => TextPreprocessing.TextToWordSequence(text, filters: "", split: "-"),
            _ => throw new InvalidOperationException($"The golden data has a case that this test does not know: {name}"),
        });

        Assert.Equal(expected.EnumerateArray().Select(TextGoldens.Strings), words);
    }

    [SkippableTheory, MemberData(nameof(Hashes))]
    public void Words_are_hashed_with_md5_as_in_Keras(string name)
    {
        Skip.If(name == "absent", $"{More} is absent from the golden data.");
        var expected = GoldenData.Json(More).GetProperty("hashing_trick_md5").GetProperty(name);
        var parts = name.Split('_'); // md5_7_nolower

        var ids = TextGoldens.Texts.Select(text => TextPreprocessing.HashingTrick(text, int.Parse(parts[1]), lower: !parts.Contains("nolower")));

        Assert.Equal(expected.IntRows(), ids);
    }
}
