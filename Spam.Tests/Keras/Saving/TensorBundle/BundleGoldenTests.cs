using System.Runtime.InteropServices;
using System.Text.Json;
using Spam.Keras;
using Spam.Keras.Saving.Protos;
using Spam.Keras.Saving.TensorBundle;

namespace Spam.Tests.Keras.Saving.TensorBundle;

/// <summary>Checkpoints that TensorFlow 2.15.1 wrote: every entry, and the object graph.</summary>
public class BundleGoldenTests
{
    const string Index = "formats/checkpoint/entries.json";

    static readonly Dictionary<string, DataType> _types = new()
    {
        ["float32"] = DataType.DtFloat,
        ["float16"] = DataType.DtHalf,
        ["int64"] = DataType.DtInt64,
        ["bool"] = DataType.DtBool,
        ["string"] = DataType.DtString,
    };

    public static TheoryData<string> Bundles => Without(GoldenData.Keys(Index), "_graph");

    [SkippableTheory, MemberData(nameof(Bundles))]
    public void Every_entry_is_listed_with_its_type_and_shape(string name)
    {
        var entries = GoldenData.Json(Index).GetProperty(name);

        var bundle = Read(name);

        Assert.Equal(entries.EnumerateObject().Select(entry => entry.Name).Order(StringComparer.Ordinal), bundle.Keys);
        foreach (var entry in entries.EnumerateObject())
        {
            Assert.Equal(_types[entry.Value.GetProperty("dtype").GetString()!], bundle.TypeOf(entry.Name));
            Assert.Equal(new Shape([.. entry.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())]), bundle.ShapeOf(entry.Name));
        }
    }

    [SkippableTheory, MemberData(nameof(Bundles))]
    public void Every_float_tensor_has_its_sum(string name)
    {
        var entries = GoldenData.Json(Index).GetProperty(name);

        var bundle = Read(name);

        foreach (var entry in entries.EnumerateObject().Where(entry => entry.Value.GetProperty("dtype").GetString() == "float32"))
        {
            var sum = 0.0;
            foreach (var value in bundle.ReadTensor(entry.Name).Span)
                sum += value;
            Assert.Equal(entry.Value.GetProperty("sum").GetDouble(), sum, 1e-12);
        }
    }

    [SkippableTheory, MemberData(nameof(Bundles))]
    public void Every_tensor_of_other_numbers_has_its_sum(string name)
    {
        var entries = GoldenData.Json(Index).GetProperty(name);

        var bundle = Read(name);

        foreach (var entry in entries.EnumerateObject().Where(entry => entry.Value.GetProperty("sum").ValueKind == JsonValueKind.Number))
        {
            var bytes = bundle.ReadNumbers(entry.Name);
            var sum = bundle.TypeOf(entry.Name) switch
            {
                DataType.DtHalf => MemoryMarshal.Cast<byte, Half>(bytes).ToArray().Sum(value => (double)value),
                DataType.DtInt64 => MemoryMarshal.Cast<byte, long>(bytes).ToArray().Sum(),
                DataType.DtBool => bytes.Sum(value => value),
                _ => MemoryMarshal.Cast<byte, float>(bytes).ToArray().Sum(value => (double)value),
            };
            Assert.Equal(entry.Value.GetProperty("sum").GetDouble(), sum, 1e-12);
        }
    }

    [SkippableTheory, MemberData(nameof(Bundles))]
    public void Every_tensor_of_texts_is_read_whole(string name)
    {
        var entries = GoldenData.Json(Index).GetProperty(name);
        var bundle = Read(name);

        foreach (var entry in entries.EnumerateObject().Where(entry => entry.Value.GetProperty("dtype").GetString() == "string"))
        {
            var texts = bundle.ReadTexts(entry.Name);

            Assert.Equal(bundle.ShapeOf(entry.Name).Length, texts.Length);
            if (entry.Name != BundleWriter.ObjectGraphKey)
                Assert.All(texts, text => Assert.DoesNotContain('\uFFFD', System.Text.Encoding.UTF8.GetString(text)));
        }
    }

    [SkippableTheory, MemberData(nameof(Bundles))]
    public void The_object_graph_is_what_TensorFlow_says(string name)
    {
        var expected = GoldenData.Json(Index).GetProperty(name + "_graph").EnumerateArray().ToList();

        var graph = TrackableObjectGraph.Parser.ParseFrom(Read(name).ReadText(BundleWriter.ObjectGraphKey));

        Assert.Equal(expected.Count, graph.Nodes.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.Equal(Pairs(expected[i].GetProperty("children")), graph.Nodes[i].Children.Select(child => $"{child.LocalName} {child.NodeId}"));
            Assert.Equal(
                Pairs(expected[i].GetProperty("attributes")),
                graph.Nodes[i].Attributes.Select(attribute => $"{attribute.Name} {attribute.FullName} {attribute.CheckpointKey}"));
        }
    }

    [SkippableTheory, MemberData(nameof(Bundles))]
    public void Other_types_are_refused_by_name(string name)
    {
        var entries = GoldenData.Json(Index).GetProperty(name);
        var bundle = Read(name);

        foreach (var entry in entries.EnumerateObject().Where(entry => entry.Value.GetProperty("dtype").GetString() != "float32"))
            Assert.Contains(entry.Name, Assert.Throws<KerasException>(() => bundle.ReadTensor(entry.Name)).Message, StringComparison.Ordinal);
    }

    static BundleReader Read(string name)
    {
        GoldenData.Require($"formats/checkpoint/{name}.index");
        return new(GoldenData.PathOf($"formats/checkpoint/{name}"));
    }

    static IEnumerable<string> Pairs(JsonElement lists) => lists.EnumerateArray().Select(list => string.Join(' ', list.EnumerateArray()));

    static TheoryData<string> Without(TheoryData<string> names, string ending)
        => [.. ((IEnumerable<object[]>)names).Select(row => (string)row[0]).Where(name => !name.EndsWith(ending, StringComparison.Ordinal))];
}
