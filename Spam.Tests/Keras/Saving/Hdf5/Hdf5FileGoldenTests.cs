using System.Text.Json;
using Spam.Keras;
using Spam.Keras.Saving.Hdf5;

namespace Spam.Tests.Keras.Saving.Hdf5;

/// <summary>Every layout that HDF5 writes, against what h5py reads from it.</summary>
public class Hdf5FileGoldenTests
{
    const string Expected = "formats/h5/expected.json";

    public static TheoryData<string> Files => GoldenData.Keys(Expected);

    [SkippableTheory, MemberData(nameof(Files))]
    public void Each_dataset_has_the_values_that_h5py_reads(string file)
    {
        Skip.If(file == "absent", $"{Expected} is absent from the golden data.");
        var root = Hdf5File.Open(GoldenData.Require($"formats/h5/{file}")).Root;

        foreach (var entry in GoldenData.Json(Expected).GetProperty(file).EnumerateObject())
        {
            if (entry.Value.TryGetProperty("sum", out _))
                Check(root, $"{file}: {entry.Name}", entry.Name, entry.Value);
            else
                Assert.Equal(Sizes(entry.Value.GetProperty("shape")), Assert.IsType<Hdf5Array>(root.Attribute(entry.Name)).Shape);
        }
    }

    [SkippableFact]
    public void Texts_of_all_kinds_are_read()
    {
        var root = Hdf5File.Open(GoldenData.Require("formats/h5/text.h5")).Root;

        Assert.Equal("zé \U0001F600", Text("vlen_utf8"));
        Assert.Equal("abc", Text("vlen_ascii"));
        Assert.Equal(["a", "é", ""], root.Attribute("vlen_list")!.ToTexts());
        Assert.Equal(["one", "three"], root.Attribute("fixed_list")!.ToTexts());
        Assert.Equal("éx", Text("fixed_space_padded_utf8"));
        Assert.Equal("", Text("empty_text"));
        Assert.Equal([5], root.Attribute("int")!.ToDoubles());
        Assert.Equal([0, 1, 2], root.Attribute("floats")!.ToDoubles());
        Assert.Empty(root.Attribute("no_elements")!.ToDoubles());
        Assert.Equal([1], root.Attribute("bool")!.ToDoubles());
        Assert.Equal(new string('L', 100_000), Text("long"));
        Assert.Equal(0, root.Attribute("empty_bytes_list")!.Count);
        Assert.Equal(["x", "yy", ""], root.Dataset("vlen")!.Read().ToTexts());
        Assert.Equal(["p", "qq"], root.Dataset("fixed")!.Read().ToTexts());
        Assert.Equal("d", root.Group("g")!.Attribute("deep")!.ToText());

        string Text(string name) => root.Attribute(name)!.ToText();
    }

    [SkippableFact]
    public void Soft_and_hard_links_are_followed_and_external_ones_refused()
    {
        var root = Hdf5File.Open(GoldenData.Require("formats/h5/text.h5")).Root;
        List<string> refused = [];
        var sameAsVlen = 0;

        foreach (var name in root.Names)
        {
            try
            {
                sameAsVlen += ReferenceEquals(root.Find(name), root.Find("vlen")) ? 1 : 0;
            }
            catch (KerasException error)
            {
                refused.Add(error.Message);
            }
        }

        Assert.Equal(3, sameAsVlen);
        Assert.Contains("is a link to another file, which is never opened", Assert.Single(refused), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("latest.h5")]
    [InlineData("v108.h5")]
    [InlineData("earliest_v110.h5")]
    public void Attributes_are_read_from_headers_and_from_heaps(string file)
    {
        var root = Hdf5File.Open(GoldenData.Require($"formats/h5/{file}")).Root;

        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"attribute_{i}").Order(), root.AttributeNames.Order());
        for (var i = 0; i < 12; i++)
            Assert.Equal($"value {i}", root.Attribute($"attribute_{i}")!.ToText());
    }

    static void Check(Hdf5Group root, string what, string path, JsonElement expected)
    {
        var dataset = root.Dataset(path) ?? throw new InvalidOperationException($"{what} is not there");
        var array = dataset.Read();
        var values = array.ToDoubles();

        Assert.Equal(Sizes(expected.GetProperty("shape")), array.Shape);
        var sum = expected.GetProperty("sum").GetDouble();
        Assert.True(Math.Abs(sum - values.Sum()) <= 1e-9 * Math.Max(1, Math.Abs(sum)), $"{what}: the sum is {values.Sum()} instead of {sum}");
        var first = expected.GetProperty("first").EnumerateArray()
            .Select(value => value.ValueKind switch { JsonValueKind.True => 1, JsonValueKind.False => 0, _ => value.GetDouble() });
        Assert.Equal(first, values.Take(expected.GetProperty("first").GetArrayLength()));
    }

    static Shape Sizes(JsonElement list) => new([.. list.EnumerateArray().Select(size => size.GetInt32())]);
}
