using System.Text.Json;
using Spam.Web.Json;

namespace Spam.Tests.Web.Json;

public class JsonParserTests
{
    [Theory]
    [InlineData("""{"a":[1,-2.5e3,"x",true,false,null,{"b":[]}]}""")]
    [InlineData(""" [ [ ] , { } , "\u00e9\ud83d\ude00\"\\\/\b\f\n\r\t" ] """)]
    [InlineData("0")]
    [InlineData("-0.0")]
    [InlineData("\"\"")]
    public void Strict_JSON_is_read_as_any_reader_reads_it(string text)
    {
        Assert.Null(JsonParser.Parse(text, out var value));

        Assert.Equal(Flat(JsonDocument.Parse(text).RootElement), Flat(value));
    }

    [Fact]
    public void Nesting_ends_where_Pythons_does_about()
    {
        Assert.Null(JsonParser.Parse(new string('[', 500) + new string(']', 500), out _));
        Assert.Throws<JsonUnreadableException>(() => JsonParser.Parse(new string('[', 100_000), out _));
    }

    [Fact]
    public void Nothing_that_is_sent_breaks_it()
    {
        const string seed = """{"text":"a\u00e9\n","texts":[1.5e3,true,null,{"x":[]}]} NaN -Infinity""";
        var random = new Random(7);
        for (var i = 0; i < 50_000; i++)
        {
            var characters = seed.ToCharArray();
            for (var change = random.Next(4); change >= 0; change--)
                characters[random.Next(characters.Length)] = (char)random.Next(128);
            var text = new string(characters)[..random.Next(seed.Length + 1)];

            var error = JsonParser.Parse(text, out _);

            Assert.True(error is null || (error.Position >= 0 && error.Position <= text.Length));
        }
    }

    static string Flat(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(',', element.EnumerateObject().Select(member => $"{member.Name}:{Flat(member.Value)}"))}}}",
        JsonValueKind.Array => $"[{string.Join(',', element.EnumerateArray().Select(Flat))}]",
        JsonValueKind.Number => $"{element.GetDouble()}",
        _ => element.ToString(),
    };

    static string Flat(object? value) => value switch
    {
        Dictionary<string, object?> members => $"{{{string.Join(',', members.Select(member => $"{member.Key}:{Flat(member.Value)}"))}}}",
        List<object?> items => $"[{string.Join(',', items.Select(Flat))}]",
        JsonInteger integer => $"{double.Parse(integer.Digits, System.Globalization.CultureInfo.InvariantCulture)}",
        _ => $"{value}",
    };
}
