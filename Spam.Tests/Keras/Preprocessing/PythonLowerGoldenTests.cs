using System.Text;
using System.Text.Json;
using Spam.Keras.Preprocessing;

namespace Spam.Tests.Keras.Preprocessing;

public class PythonLowerGoldenTests
{
    static JsonElement Facts => GoldenData.Json("text/lower.json");

    [SkippableFact]
    public void Every_code_point_is_lowered_as_in_Python()
    {
        var pairs = Facts.GetProperty("simple_lower_pairs").EnumerateArray().ToDictionary(pair => pair[0].GetInt32(), pair => Text(pair[1].GetInt32()));
        foreach (var entry in Facts.GetProperty("not_one_code_point").EnumerateObject())
            pairs[int.Parse(entry.Name)] = string.Concat(entry.Value.Ints().Select(Text));

        for (var codePoint = 0; codePoint <= 0x10FFFF; codePoint++)
        {
            var text = Text(codePoint);
            var expected = pairs.GetValueOrDefault(codePoint, text);
            if (PythonLower.ToLower(text) != expected)
                Assert.Fail($"U+{codePoint:X4} became {PythonLower.ToLower(text)}, not {expected}");
        }
    }

    [SkippableFact]
    public void The_pairs_that_come_out_are_those_of_Python()
    {
        var pairs = Enumerable.Range(0, 0x110000).Where(codePoint => codePoint is not (0x130 or >= 0xD800 and <= 0xDFFF))
            .Select(codePoint => (codePoint, lower: char.ConvertToUtf32(PythonLower.ToLower(Text(codePoint)), 0)))
            .Where(pair => pair.lower != pair.codePoint);

        var hash = TextGoldens.Sha256(Encoding.ASCII.GetBytes($"[{string.Join(',', pairs.Select(pair => $"[{pair.codePoint},{pair.lower}]"))}]"));

        Assert.Equal(Facts.GetProperty("simple_lower_sha256").GetString(), hash);
    }

    [SkippableTheory, InlineData("cased_ranges"), InlineData("case_ignorable_ranges")]
    public void A_sigma_looks_at_every_neighbour_as_in_Python(string ranges)
    {
        var inRanges = new HashSet<int>();
        foreach (var range in Facts.GetProperty(ranges).EnumerateArray())
            inRanges.UnionWith(Enumerable.Range(range[0].GetInt32(), range[1].GetInt32() - range[0].GetInt32() + 1));

        Assert.Contains(Facts.GetProperty("context_dependent").Ints(), codePoint => codePoint == 'Σ');
        for (var codePoint = 0; codePoint <= 0x10FFFF; codePoint++)
        {
            // Alone before the sigma only a cased letter makes it final; between a letter and the sigma only an ignorable one or another letter does.
            var isCased = PythonLower.ToLower(Text(codePoint) + "Σ")[^1] == 'ς';
            var actual = ranges == "cased_ranges" ? isCased : !isCased && PythonLower.ToLower($"A{Text(codePoint)}Σ")[^1] == 'ς';
            if (actual != inRanges.Contains(codePoint))
                Assert.Fail($"U+{codePoint:X4} is {(actual ? "" : "not ")}taken for one of the {ranges}");
        }
    }

    static string Text(int codePoint) => codePoint is >= 0xD800 and <= 0xDFFF ? ((char)codePoint).ToString() : char.ConvertFromUtf32(codePoint);
}
