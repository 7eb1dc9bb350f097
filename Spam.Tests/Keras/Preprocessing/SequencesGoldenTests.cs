using System.Text.Json;
using Spam.Keras;
using Spam.Keras.Preprocessing;

namespace Spam.Tests.Keras.Preprocessing;

public class SequencesGoldenTests
{
    const string File = "text/padding.json";

    public static TheoryData<int> Cases => TextGoldens.Rows(File, "cases");

    public static TheoryData<string> Edges => GoldenData.Keys(File, "edge");

    [SkippableTheory, MemberData(nameof(Cases))]
    public void Rows_are_padded_and_cut_as_in_Keras(int row)
    {
        var given = TextGoldens.Row(File, "cases", row);
        int? maxLen = given.TryGetProperty("maxlen", out var length) && length.ValueKind == JsonValueKind.Number ? length.GetInt32() : null;
        var padding = SideOf(given, "padding");
        var truncating = SideOf(given, "truncating");
        var x = given.GetProperty("x");
        if (given.TryGetProperty("dtype", out var dtype) && dtype.GetString() == "object")
        {
            var objects = x.EnumerateArray().Select(sequence => sequence.EnumerateArray().Select(item => item.ToString()).ToArray()).ToArray();
            var rows = Sequences.PadSequencesOf(objects, given.GetProperty("value").GetString()!, maxLen, padding, truncating);
            Assert.Equal(given.GetProperty("y").EnumerateArray().Select(y => y.EnumerateArray().Select(item => item.ToString())), rows);
            return;
        }

        var type = dtype.ValueKind == JsonValueKind.Undefined ? ElementType.Int32 : Enum.Parse<ElementType>(dtype.GetString()!, ignoreCase: true);
        var value = given.TryGetProperty("value", out var filler) ? filler.GetDouble() : 0;
        var results = new List<Tensor>();
        if (x[0].GetArrayLength() > 0 && x[0][0].ValueKind == JsonValueKind.Array)
        {
            results.Add(Sequences.PadSequences([.. x.EnumerateArray().Select(TensorOf)], maxLen, padding, truncating, value, type));
        }
        else
        {
            double[][] numbers = [.. x.EnumerateArray().Select(TextGoldens.Doubles)];
            results.Add(Sequences.PadSequences(numbers, maxLen, padding, truncating, value, type));
            if (numbers.All(sequence => sequence.All(double.IsInteger)))
                results.Add(Sequences.PadSequences(x.IntRows(), maxLen, padding, truncating, value, type));
        }

        foreach (var result in results)
        {
            if (given.TryGetProperty("shape", out var shape))
                Assert.Equal(shape.Ints(), result.Shape.Sizes.ToArray());
            Assert.Equal(given.GetProperty("y").Flat(), result.Span.ToArray().Select(number => (double)number));
        }
    }

    [SkippableTheory, MemberData(nameof(Edges))]
    public void The_edges_are_those_of_Keras(string name)
    {
        Skip.If(name == "absent", $"{File} is absent from the golden data.");
        var expected = GoldenData.Json(File).GetProperty("edge").GetProperty(name);
        int[][] one = [[1]];

        switch (name)
        {
            case "empty list": Refused(() => Sequences.PadSequences(Array.Empty<int[]>())); break;
            case "empty list maxlen": Assert.Equal(expected.GetProperty("ok").GetString(), $"{Sequences.PadSequences(Array.Empty<int[]>(), 3).Shape}"); break;
            case "number inside": Refused(() => Sequences.PadSequences([new Tensor(), new Tensor(2)])); break;
            case "none": Assert.Throws<ArgumentNullException>(() => Sequences.PadSequences((int[][])null!)); break;
            case "bad padding": Refused(() => Sequences.PadSequences(one, 2, padding: (Side)2)); break;
            case "bad truncating not needed": Refused(() => Sequences.PadSequences(one, 2, truncating: (Side)2)); break;
            case "bad truncating no maxlen": Refused(() => Sequences.PadSequences(one, truncating: (Side)2)); break;
            case "bad truncating needed": Refused(() => Sequences.PadSequences(new[] { new[] { 1, 2 } }, 1, truncating: (Side)2)); break;
            case "maxlen 0": Refused(() => Sequences.PadSequences(new[] { new[] { 1, 2 } }, 0)); break;
            case "maxlen negative": Refused(() => Sequences.PadSequences(one, -1)); break;
            case "mixed depth": Refused(() => Sequences.PadSequences([new Tensor(1), new Tensor(1, 1)])); break;
            case "over int32": Assert.Equal(int.MinValue, Sequences.PadSequences(new[] { new[] { 2147483648.0 } })[0]); break;
            case "str value int dtype": // the compiler's to refuse
                Assert.All(
                    typeof(Sequences).GetMethods().Where(method => method.Name == nameof(Sequences.PadSequences)),
                    method => Assert.Equal(typeof(double), method.GetParameters().Single(parameter => parameter.Name == "value").ParameterType));
                break;
            default: throw new InvalidOperationException($"The golden data has a case that this test does not know: {name}");
        }

        void Refused(Func<object> action)
        {
            Assert.True(expected.TryGetProperty("error", out _));
            Assert.Throws<KerasException>(action);
        }
    }

    static Side SideOf(JsonElement given, string name)
        => given.TryGetProperty(name, out var side) ? Enum.Parse<Side>(side.GetString()!, ignoreCase: true) : Side.Pre;

    static Tensor TensorOf(JsonElement rows) => Tensor.FromRows([.. rows.EnumerateArray().Select(row => row.Doubles().Select(number => (float)number).ToArray())]);
}
