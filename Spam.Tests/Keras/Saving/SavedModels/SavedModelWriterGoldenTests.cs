using System.Text.Json.Nodes;
using Google.Protobuf;
using Spam.Keras.Saving;
using Spam.Keras.Saving.Protos;
using Spam.Keras.Saving.Protos.Metadata;
using Spam.Keras.Saving.TensorBundle;

namespace Spam.Tests.Keras.Saving.SavedModels;

/// <summary>What is written is, message by message, what was written by hand and proved in TensorFlow 1, 2 and Serving and in Keras 2.15.</summary>
public sealed class SavedModelWriterGoldenTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("spam-tests-").FullName;

    public static TheoryData<string> Folders => GoldenFolders.HandMade;

    public static TheoryData<string> KerasFolders => [.. ((IEnumerable<object[]>)GoldenFolders.All)
        .Select(row => (string)row[0])
        .Where(folder => folder.Contains("keras215", StringComparison.Ordinal))
        .DefaultIfEmpty("absent")];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableTheory, MemberData(nameof(Folders))]
    public void The_graph_is_the_golden_one_node_for_node(string golden)
    {
        var expected = Graph(GoldenFolders.Require(golden));

        var written = Graph(Rewrite(golden));

        for (var i = 0; i < expected.GraphDef.Library.Function.Count; i++)
        {
            var (function, other) = (expected.GraphDef.Library.Function[i], written.GraphDef.Library.Function[i]);
            Same(function.Signature, other.Signature);
            for (var node = 0; node < function.NodeDef.Count; node++)
                Same(function.NodeDef[node], other.NodeDef[node]);
            Same(function, other);
        }

        for (var node = 0; node < expected.GraphDef.Node.Count; node++)
            Same(expected.GraphDef.Node[node], written.GraphDef.Node[node]);
        Same(expected.GraphDef, written.GraphDef);
    }

    [SkippableTheory, MemberData(nameof(Folders))]
    public void All_else_of_the_graph_file_is_the_golden_one(string golden)
    {
        var expected = Graph(GoldenFolders.Require(golden));

        var written = Graph(Rewrite(golden));

        Same(expected.MetaInfoDef, written.MetaInfoDef);
        Same(expected.SaverDef, written.SaverDef);
        Same(expected.SignatureDef["serving_default"], written.SignatureDef["serving_default"]);
        Same(expected.SignatureDef["__saved_model_init_op"], written.SignatureDef["__saved_model_init_op"]);
        for (var node = 0; node < expected.ObjectGraphDef.Nodes.Count; node++)
            Same(expected.ObjectGraphDef.Nodes[node], written.ObjectGraphDef.Nodes[node]);
        Same(expected.ObjectGraphDef, written.ObjectGraphDef);
        Same(expected, written);
    }

    [SkippableTheory, MemberData(nameof(Folders))]
    public void The_variables_are_the_golden_ones_byte_for_byte(string golden)
    {
        var expected = Path.Combine(GoldenFolders.Require(golden), "variables", "variables");

        var written = Path.Combine(Rewrite(golden), "variables", "variables");

        var (goldenBundle, bundle) = (new BundleReader(expected), new BundleReader(written));
        Same(
            TrackableObjectGraph.Parser.ParseFrom(goldenBundle.ReadText(BundleWriter.ObjectGraphKey)),
            TrackableObjectGraph.Parser.ParseFrom(bundle.ReadText(BundleWriter.ObjectGraphKey)));
        Assert.Equal(File.ReadAllBytes(expected + ".data-00000-of-00001"), File.ReadAllBytes(written + ".data-00000-of-00001"));
        Assert.Equal(
            TableReader.Read(expected + ".index").Select(entry => (Convert.ToHexString(entry.Key), Convert.ToHexString(entry.Value.Span))),
            TableReader.Read(written + ".index").Select(entry => (Convert.ToHexString(entry.Key), Convert.ToHexString(entry.Value.Span))));
    }

    [SkippableTheory, MemberData(nameof(Folders))]
    public void The_metadata_says_what_the_golden_one_says(string golden)
    {
        var expected = SavedMetadata.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(GoldenFolders.Require(golden), "keras_metadata.pb")));

        var written = SavedMetadata.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(Rewrite(golden), "keras_metadata.pb")));

        Assert.Equal(expected.Nodes.Count, written.Nodes.Count);
        foreach (var (node, other) in expected.Nodes.Zip(written.Nodes))
        {
            Assert.Equal((node.NodeId, node.NodePath, node.Identifier, node.Version), (other.NodeId, other.NodePath, other.Identifier, other.Version));
            IsPartOf(JsonNode.Parse(other.Metadata), JsonNode.Parse(node.Metadata), node.NodePath);
        }
    }

    [SkippableTheory, MemberData(nameof(KerasFolders))]
    public void The_metadata_of_what_Keras_saved_is_described_as_Keras_does(string golden)
    {
        var expected = SavedMetadata.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(GoldenFolders.Require(golden), "keras_metadata.pb")))
            .Nodes.ToDictionary(node => node.NodePath);

        var written = SavedMetadata.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(Rewrite(golden), "keras_metadata.pb")));

        foreach (var node in written.Nodes)
        {
            Assert.Equal(expected[node.NodePath].Identifier, node.Identifier);
            IsPartOf(Unwrap(JsonNode.Parse(node.Metadata)), Unwrap(JsonNode.Parse(expected[node.NodePath].Metadata)), node.NodePath, hasMore: true);
        }
    }

    string Rewrite(string golden)
    {
        var target = Path.Combine(_folder, "model");
        Spam.Keras.Saving.SavedModel.Load(GoldenFolders.Require(golden)).SaveSavedModel(target);
        return target;
    }

    static MetaGraphDef Graph(string folder)
    {
        var file = File.ReadAllBytes(Path.Combine(folder, "saved_model.pb"));
        var graph = Spam.Keras.Saving.Protos.SavedModel.Parser.ParseFrom(file).MetaGraphs.Single();
        foreach (var node in graph.GraphDef.Node.Concat(graph.GraphDef.Library.Function.SelectMany(function => function.NodeDef)))
            WriteOutEmptyShapes(node);
        return graph;
    }

    // The hand-made files leave out the message of a shape without axes; TensorFlow writes it, and so do we. Both mean the same.
    static void WriteOutEmptyShapes(NodeDef node)
    {
        foreach (var (name, attribute) in node.Attr)
        {
            if (name == "shape" && attribute.ValueCase == AttrValue.ValueOneofCase.None)
                attribute.Shape = new();
            if (attribute.Tensor is { } tensor)
                tensor.TensorShape ??= new();
        }
    }

    static void Same<T>(T expected, T actual) where T : IMessage<T>
    {
        if (!expected.Equals(actual))
            Assert.Equal($"{expected}", $"{actual}"); // as text, to show where they part
        Assert.True(expected.Equals(actual), "The messages differ in fields that their text does not show.");
    }

    // Tuples and shapes as the lists that they hold.
    static JsonNode? Unwrap(JsonNode? node) => node switch
    {
        JsonObject wrapped when (string?)wrapped["class_name"] is "__tuple__" or "TensorShape" => Unwrap(wrapped["items"]),
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Unwrap(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Unwrap)]),
        _ => node?.DeepClone(),
    };

    // What is written leaves out defaults, so the golden object may have more, and only options that have a default.
    static void IsPartOf(JsonNode? part, JsonNode? whole, string where, bool hasMore = false)
    {
        switch (part, whole)
        {
            case (JsonObject members, JsonObject others):
                foreach (var (name, value) in members)
                {
                    Assert.True(others.ContainsKey(name), $"{where}.{name} is not in the golden data");
                    IsPartOf(value, others[name], $"{where}.{name}", hasMore);
                }

                if (!hasMore && !where.EndsWith("config", StringComparison.Ordinal))
                    Assert.Empty(others.Select(member => member.Key).Except(members.Select(member => member.Key)).Except(["training_config"]));
                break;
            case (JsonArray items, JsonArray others):
                Assert.Equal(others.Count, items.Count);
                for (var i = 0; i < items.Count; i++)
                    IsPartOf(items[i], others[i], $"{where}[{i}]", hasMore);
                break;
            default:
                Assert.True(JsonNode.DeepEquals(part, whole), $"{where}: expected {whole?.ToJsonString()}, got {part?.ToJsonString()}");
                break;
        }
    }
}
