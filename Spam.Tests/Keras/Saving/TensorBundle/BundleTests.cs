using Spam.Keras;
using Spam.Keras.Saving.Protos;
using Spam.Keras.Saving.TensorBundle;

namespace Spam.Tests.Keras.Saving.TensorBundle;

public sealed class BundleTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("spam-tests-").FullName;

    string Prefix => Path.Combine(_folder, "variables");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Tensors_and_the_object_graph_are_read_back_bit_for_bit()
    {
        var graph = new TrackableObjectGraph { Nodes = { new TrackableObjectGraph.Types.TrackableObject() } };
        var tensors = new Dictionary<string, Tensor>
        {
            ["b"] = Tensor.Vector(1, -2, float.NaN, float.NegativeInfinity),
            ["a/é"] = Tensor.FromRows([1, 2, 3], [4, 5, 6]),
            ["none"] = new(0, 3),
            ["one"] = new([7], new Shape()),
        };

        BundleWriter.Write(Prefix, tensors, graph);

        var bundle = new BundleReader(Prefix);
        Assert.Equal(["_CHECKPOINTABLE_OBJECT_GRAPH", "a/é", "b", "none", "one"], bundle.Keys);
        Assert.Equal(graph, TrackableObjectGraph.Parser.ParseFrom(bundle.ReadText(BundleWriter.ObjectGraphKey)));
        foreach (var (key, tensor) in tensors)
        {
            Assert.Equal(tensor.Shape, bundle.ReadTensor(key).Shape);
            Assert.Equal(tensor.Span.ToArray(), bundle.ReadTensor(key).Span.ToArray());
        }
    }

    [Fact]
    public void A_missing_tensor_is_named_with_what_is_there()
    {
        BundleWriter.Write(Prefix, new Dictionary<string, Tensor> { ["there"] = Tensor.Vector(1) }, new());

        var error = Assert.Throws<KerasException>(() => new BundleReader(Prefix).ReadTensor("absent"));

        Assert.Contains("absent", error.Message, StringComparison.Ordinal);
        Assert.Contains("there", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shape_that_does_not_fit_its_bytes_is_refused_before_memory_is_taken()
    {
        var entry = new BundleEntryProto { Dtype = DataType.DtFloat, Shape = new(), Size = 4 };
        for (var i = 0; i < 40; i++)
            entry.Shape.Dim.Add(new TensorShapeProto.Types.Dim { Size = int.MaxValue });
        WriteIndex(entry);

        var error = Assert.Throws<KerasException>(() => new BundleReader(Prefix).ReadTensor("w"));

        Assert.Contains("4 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_size_beyond_the_data_file_is_refused_before_memory_is_taken()
    {
        var entry = new BundleEntryProto { Dtype = DataType.DtFloat, Shape = new(), Size = 400_000_000 };
        entry.Shape.Dim.Add(new TensorShapeProto.Types.Dim { Size = 100_000_000 });
        WriteIndex(entry);
        File.WriteAllBytes(BundleWriter.DataPath(Prefix, 0, 1), new byte[16]);

        var error = Assert.Throws<KerasException>(() => new BundleReader(Prefix).ReadTensor("w"));

        Assert.Contains("16 bytes", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void A_data_file_that_the_header_does_not_name_is_refused(int shard)
    {
        WriteIndex(new() { Dtype = DataType.DtFloat, Shape = new(), Size = 4, ShardId = shard });

        Assert.Throws<KerasException>(() => new BundleReader(Prefix).ReadTensor("w"));
    }

    [Fact]
    public void A_partitioned_variable_is_refused_by_that_name()
    {
        WriteIndex(new() { Dtype = DataType.DtFloat, Shape = new(), Size = 4, Slices = { new TensorSliceProto() } });

        var error = Assert.Throws<KerasException>(() => new BundleReader(Prefix).ReadTensor("w"));

        Assert.Contains("slices", error.Message, StringComparison.Ordinal);
    }

    void WriteIndex(BundleEntryProto entry)
    {
        using var stream = File.Create(BundleWriter.IndexPath(Prefix));
        var table = new TableWriter(stream);
        table.Add([], Google.Protobuf.MessageExtensions.ToByteArray(new BundleHeaderProto { NumShards = 1 }));
        table.Add("w"u8.ToArray(), Google.Protobuf.MessageExtensions.ToByteArray(entry));
        table.Finish();
    }
}
