using System.Buffers.Binary;
using System.Diagnostics;
using Google.Protobuf;
using Spam.Bench.Fuzz;
using Spam.Keras;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Saving;
using Spam.Keras.Saving.Protos;
using Spam.Keras.Saving.Protos.Metadata;
using Spam.Keras.Saving.TensorBundle;
using SavedModel = Spam.Keras.Saving.SavedModel;
using TrackableObject = Spam.Keras.Saving.Protos.TrackableObjectGraph.Types.TrackableObject;

namespace Spam.Tests.Keras.Saving.SavedModels;

/// <summary>
/// Files with random damage load, or are refused with a KerasException: nothing else is thrown, nothing hangs, no memory is taken for what is not there.
/// </summary>
public sealed class SavedModelMutationTests : IDisposable
{
    const long MaxBytes = 32 << 20; // a sound load takes about one
    static readonly TimeSpan _maxTime = TimeSpan.FromSeconds(10); // a sound load takes milliseconds

    readonly string _folder = Directory.CreateTempSubdirectory("spam-tests-").FullName;

    public SavedModelMutationTests()
        => new Sequential([new Embedding(9, 4, inputLength: 5), new SpatialDropout1D(0.4f), new LSTM(3), new Dense(2)], seed: 1).SaveSavedModel(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("saved_model.pb", 500)]
    [InlineData("keras_metadata.pb", 700)]
    [InlineData("variables/variables.index", 400)]
    [InlineData("variables/variables.data-00000-of-00001", 200)]
    public void Random_damage_is_refused_or_harmless(string file, int count)
    {
        var path = Path.Combine(_folder, file);
        var sound = File.ReadAllBytes(path);

        for (var seed = 0; seed < count; seed++)
        {
            File.WriteAllBytes(path, Damage(sound, new Random(seed)));
            LoadOrRefuse($"{file}, seed {seed}");
        }
    }

    [Fact]
    public void A_damaged_index_whose_checksums_were_put_right_is_refused_or_harmless()
    {
        var path = BundleWriter.IndexPath(Path.Combine(_folder, "variables", "variables"));
        var sound = File.ReadAllBytes(path);
        var blockSize = BlockSize(sound);

        for (var seed = 0; seed < 600; seed++)
        {
            var random = new Random(seed);
            var damaged = (byte[])sound.Clone();
            for (var i = random.Next(1, 4); i > 0; i--)
                damaged[random.Next(blockSize)] = (byte)random.Next(256);
            BinaryPrimitives.WriteUInt32LittleEndian(damaged.AsSpan(blockSize + 1), Crc32C.MaskedOf(damaged.AsSpan(0, blockSize + 1)));
            File.WriteAllBytes(path, damaged);
            LoadOrRefuse($"seed {seed}");
        }
    }

    [Fact]
    public void A_damaged_object_graph_is_refused_or_harmless()
    {
        var prefix = Path.Combine(_folder, "variables", "variables");
        var bundle = new BundleReader(prefix);
        var tensors = bundle.Keys.Where(key => key != BundleWriter.ObjectGraphKey).ToDictionary(key => key, bundle.ReadTensor);
        var sound = bundle.ReadText(BundleWriter.ObjectGraphKey);

        for (var seed = 0; seed < 300; seed++)
        {
            try
            {
                BundleWriter.Write(prefix, tensors, TrackableObjectGraph.Parser.ParseFrom(Damage(sound, new Random(seed))));
            }
            catch (InvalidProtocolBufferException)
            {
                continue; // the writer takes messages only
            }

            LoadOrRefuse($"seed {seed}");
        }
    }

    [Theory]
    [InlineData("\"units\": 3", "\"units\": 16777216")]
    [InlineData("\"units\": 3", "\"units\": 2000000000")]
    [InlineData("\"units\": 3", "\"units\": -6")]
    [InlineData("\"units\": 3", "\"units\": \"six\"")]
    [InlineData("\"units\": 3", "\"units\": 3.5")]
    [InlineData("\"units\": 3", "\"units\": 1e999")]
    [InlineData("\"units\": 3", "\"units\": 4")]
    [InlineData("\"units\": 3", "\"units\": 3, \"time_major\": true")]
    [InlineData("\"units\": 3", "\"units\": 3, \"no_such_option\": 1")]
    [InlineData("\"units\": 3", "\"units\": 3, \"activation\": \"explode\"")]
    [InlineData("\"units\": 3", "\"units\": 3, \"dtype\": \"float16\"")]
    [InlineData("\"units\": 3", "\"units\": 3, \"kernel_initializer\": \"no_such\"")]
    [InlineData("\"units\": 3", "\"units\": 3, \"kernel_initializer\": {\"class_name\": \"VarianceScaling\", \"config\": {\"mode\": \"fan_sideways\"}}")]
    [InlineData("\"rate\": 0.4", "\"rate\": 1.5")]
    [InlineData("\"input_dim\": 9", "\"input_dim\": 16777216")]
    [InlineData("[null, 5]", "[null, [5]]")]
    [InlineData("[null, 5]", "[]")]
    [InlineData("[null, 5]", "[null, 5, 5]")]
    [InlineData("\"LSTM\"", "\"Lambda\"")]
    [InlineData("\"LSTM\"", "\"NoSuchLayer\"")]
    [InlineData("\"LSTM\"", "\"System.IO.File\"")]
    [InlineData("{\"class_name\": \"LSTM\"", "{\"module\": \"os\", \"class_name\": \"LSTM\"")]
    [InlineData("{\"class_name\": \"LSTM\"", "{\"registered_name\": \"mine>LSTM\", \"class_name\": \"LSTM\"")]
    [InlineData("\"name\": \"dense\"", "\"name\": \"lstm\"")]
    [InlineData("\"Sequential\"", "\"Functional\"")]
    [InlineData("\"config\":", "\"confog\":")]
    public void A_hostile_config_is_refused_with_the_file(string sound, string hostile)
    {
        Replace(text => text.Replace(sound, hostile, StringComparison.Ordinal));

        Assert.Contains(_folder, LoadOrRefuse(hostile)!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_config_that_nests_without_end_is_refused()
    {
        Replace(_ => new string('[', 100_000));

        Assert.Contains("keras_metadata.pb", LoadOrRefuse("deep")!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_that_share_one_tensor_to_take_more_memory_than_the_files_hold_are_refused()
    {
        const int Count = 1_000, Units = 500; // a gigabyte of weights
        var prefix = Path.Combine(_folder, "variables", "variables");
        var input = $$"""{"class_name": "InputLayer", "config": {"batch_input_shape": [null, {{Units}}]} }""";
        var layers = Enumerable.Range(0, Count)
            .Select(i => $$"""{"class_name": "Dense", "config": {"name": "d{{i}}", "units": {{Units}}, "use_bias": false} }""");
        Replace(_ => $$"""{"class_name": "Sequential", "config": {"layers": [{{input}}, {{string.Join(", ", layers)}}]} }""", hasLayers: false);
        var graph = new TrackableObjectGraph { Nodes = { new TrackableObject(), new TrackableObject(), new TrackableObject() } };
        for (var i = 0; i < Count; i++)
            graph.Nodes[0].Children.Add(new TrackableObject.Types.ObjectReference { LocalName = $"layer_with_weights-{i}", NodeId = 1 });
        graph.Nodes[1].Children.Add(new TrackableObject.Types.ObjectReference { LocalName = "kernel", NodeId = 2 });
        graph.Nodes[2].Attributes.Add(new TrackableObject.Types.SerializedTensor { Name = "VARIABLE_VALUE", CheckpointKey = "w" });
        BundleWriter.Write(prefix, new Dictionary<string, Tensor> { ["w"] = new(Units, Units) }, graph);

        Assert.Contains("share bytes", LoadOrRefuse("shared")!.Message, StringComparison.Ordinal);
    }

    void Replace(Func<string, string> change, bool hasLayers = true)
    {
        var path = Path.Combine(_folder, "keras_metadata.pb");
        var metadata = SavedMetadata.Parser.ParseFrom(File.ReadAllBytes(path));
        var text = change(metadata.Nodes[0].Metadata);
        Assert.NotEqual(metadata.Nodes[0].Metadata, text);
        metadata.Nodes[0].Metadata = text;
        while (!hasLayers && metadata.Nodes.Count > 1)
            metadata.Nodes.RemoveAt(1);
        File.WriteAllBytes(path, metadata.ToByteArray());
    }

    KerasException? LoadOrRefuse(string what)
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        var error = Record.Exception(() => SavedModel.Load(_folder));

        Assert.True(error is null or KerasException, $"{what}: {error}");
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - bytes < MaxBytes, $"{what} took {GC.GetAllocatedBytesForCurrentThread() - bytes} bytes");
        Assert.True(watch.Elapsed < _maxTime, $"{what} took {watch.Elapsed}");
        return error as KerasException;
    }

    /// <summary>A copy with one to three bytes or stretches changed, repeated or cut out.</summary>
    public static byte[] Damage(byte[] sound, Random random) => Mutation.Of(sound, random);

    // The table begins with its only data block; the footer's first handle is that of the metaindex right after it.
    static int BlockSize(byte[] table)
    {
        var position = 0;
        Assert.True(BlockHandle.TryRead(table.AsSpan(^TableWriter.FooterSize), ref position, out var metaindex));
        return (int)metaindex.Offset - TableWriter.TrailerSize;
    }
}
