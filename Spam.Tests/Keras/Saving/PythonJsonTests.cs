using System.Text.Json.Nodes;
using Spam.Keras.Saving;

namespace Spam.Tests.Keras.Saving;

public class PythonJsonTests
{
    // In Python: [repr(x) for x in (...)]
    [Theory]
    [InlineData(0.0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(1.0, "1.0")]
    [InlineData(-2.5, "-2.5")]
    [InlineData(0.2, "0.2")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(1e-7, "1e-07")]
    [InlineData(1.5e-10, "1.5e-10")]
    [InlineData(123456789.0, "123456789.0")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(1e23, "1e+23")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157e+308")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(0.009999999776482582, "0.009999999776482582")]
    [InlineData(0.6932066082954407, "0.6932066082954407")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void Numbers_look_as_in_Python(double value, string expected)
        => Assert.Equal(expected, PythonJson.Number(value));

    [Fact]
    public void Any_number_reads_back_as_itself()
    {
        var random = new Random(5);

        for (var i = 0; i < 2000; i++)
        {
            var value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (double.IsFinite(value))
                Assert.Equal(value, double.Parse(PythonJson.Number(value), System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Objects_and_lists_are_written_as_json_dumps_does()
    {
        // json.dumps({"name": "é\n\"/\x7f😀", "items": [None, 12, 1.0, True], "none": {}, "empty": []})
        var node = new JsonObject
        {
            ["name"] = "é\n\"/\u007f😀",
            ["items"] = new JsonArray(null, 12, 1.0, true),
            ["none"] = new JsonObject(),
            ["empty"] = new JsonArray(),
        };

        var text = PythonJson.Write(node);

        Assert.Equal("{\"name\": \"\\u00e9\\n\\\"/\\u007f\\ud83d\\ude00\", \"items\": [null, 12, 1.0, true], \"none\": {}, \"empty\": []}", text);
    }

    [Fact]
    public void What_was_parsed_is_written_as_it_was()
    {
        const string Text = "{\"rate\": 0.2, \"units\": 6, \"epsilon\": 1e-07, \"seed\": null, \"on\": false}";

        Assert.Equal(Text, PythonJson.Write(JsonNode.Parse(Text)));
    }

    [Fact]
    public void A_float_keeps_its_short_name_when_it_widens()
        => Assert.Equal("0.2", PythonJson.Number(PythonJson.Widen(0.2f)));
}
