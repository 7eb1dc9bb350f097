using System.Text.Json;
using Spam.Keras;
using Spam.Keras.Saving.Hdf5;

namespace Spam.Tests.Keras.Saving.Hdf5;

public class Hdf5WriterTests
{
    static readonly string _longText = new('é', 100_000);

    [Fact]
    public void What_is_written_is_read_again()
    {
        using var folder = new TemporaryFolder();
        Write(folder["a.h5"], Sample());

        var root = Hdf5File.Open(folder["a.h5"]).Root;

        Assert.Equal(["empty", "layers", "long", "none", "scalar", "step"], root.Names);
        Assert.Equal(_longText, root.Attribute("config")!.ToText());
        Assert.Equal("", root.Attribute("nothing")!.ToText());
        Assert.Equal(["one", "drei", "ünf"], root.Attribute("names")!.ToTexts());
        Assert.Empty(root.Attribute("no_names")!.ToDoubles());
        Assert.Equal(1250, root.Attribute("split0")!.Count);
        Assert.Equal(1250, root.Attribute("split1")!.Count);
        Assert.Equal([1, 2, 3, 4, 5, 6], root.Dataset("layers/dense/kernel:0")!.Read().ToFloats());
        Assert.Equal(new Shape(2, 3), root.Dataset("layers/dense/kernel:0")!.Read().Shape);
        Assert.Equal([1L << 40], root.Dataset("step")!.Read().ToDoubles());
        Assert.Equal(new Shape(0, 4), root.Dataset("none")!.Read().Shape);
        Assert.Equal(700, root.Group("long")!.Names.Count);
        Assert.Equal([699f], root.Dataset("long/layer_699")!.Read().ToFloats());
        Assert.Empty(root.Group("empty")!.Names);
    }

    [SkippableFact]
    public async Task The_HDF5_library_reads_the_same_names_and_values()
    {
        Hdf5Library.SkipWithoutTools();
        using var folder = new TemporaryFolder();
        Write(folder["a.h5"], Sample());

        var found = (await Hdf5Library.DumpAsync(folder["a.h5"]))[0];

        var root = Attributes(found, "/");
        Assert.Equal(_longText, root.GetProperty("config").GetString());
        Assert.Equal("", root.GetProperty("nothing").GetString());
        Assert.Equal(["one", "drei"], root.GetProperty("names").EnumerateArray().Select(name => name.GetString()).Take(2)); // bytes above 127 are shown as Latin-1 there
        Assert.Equal(0, root.GetProperty("no_names").GetArrayLength());
        Assert.Equal(1250, root.GetProperty("split1").GetArrayLength());
        Assert.Equal([1, 2, 3, 4, 5, 6], found.GetProperty("/layers/dense/kernel:0").GetProperty("values").EnumerateArray().Select(value => value.GetDouble()));
        Assert.Equal([2, 3], found.GetProperty("/layers/dense/kernel:0").GetProperty("shape").EnumerateArray().Select(value => value.GetInt32()));
        Assert.Equal(1L << 40, found.GetProperty("/step").GetProperty("values").GetInt64());
        Assert.Equal(0.5, found.GetProperty("/scalar").GetProperty("values").GetDouble());
        Assert.Equal(700, found.EnumerateObject().Count(entry => entry.Name.StartsWith("/long/", StringComparison.Ordinal)));
        Assert.True(found.TryGetProperty("/empty", out _));
    }

    [Fact]
    public void Two_weights_of_one_path_are_refused()
    {
        var root = new GroupContent();
        root.Add("a/b", new(1f));

        Assert.Contains("Two weights would both be a/b", Assert.Throws<KerasException>(() => root.Add("a/b", new(2f))).Message, StringComparison.Ordinal);
        Assert.Contains("A weight and a group would both be a/b/c", Assert.Throws<KerasException>(() => root.Group("a/b/c")).Message, StringComparison.Ordinal);
    }

    static JsonElement Attributes(JsonElement found, string path) => found.GetProperty(path).GetProperty("attributes");

    static GroupContent Sample()
    {
        var root = new GroupContent();
        root.AddText("config", _longText);
        root.AddText("nothing", "");
        root.AddTexts("names", ["one", "drei", "ünf"]);
        root.AddTexts("no_names", []);
        root.AddTexts("split", [.. Enumerable.Range(0, 2500).Select(i => $"a_rather_long_layer_name_of_a_model_{i:0}".PadRight(37, '_')[..37])]);
        root.Add("layers/dense/kernel:0", new(new Tensor([1, 2, 3, 4, 5, 6], new Shape(2, 3))));
        root.Add("step", new(1L << 40));
        root.Add("scalar", new(.5f));
        root.Add("none", new(new Tensor(0, 4)));
        root.Group("empty");
        for (var i = 0; i < 700; i++)
            root.Add($"long/layer_{i}", new((float)i));
        return root;
    }

    static void Write(string path, GroupContent root)
    {
        using var stream = File.Create(path);
        Hdf5Writer.Write(root, stream);
    }
}
