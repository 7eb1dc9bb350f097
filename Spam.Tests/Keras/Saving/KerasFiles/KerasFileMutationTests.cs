using System.Diagnostics;
using System.IO.Compression;
using Spam.Bench.Fuzz;
using Spam.Keras;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Saving;
using Spam.Keras.Saving.Hdf5;

namespace Spam.Tests.Keras.Saving.KerasFiles;

/// <summary>
/// Files with random damage load, or are refused with a KerasException: nothing else is thrown, nothing hangs, no memory is taken for what is not there.
/// </summary>
public sealed class KerasFileMutationTests : IDisposable
{
    const long MaxBytes = 24 << 20; // a sound load takes about one
    static readonly TimeSpan _maxTime = TimeSpan.FromSeconds(10); // a sound load takes milliseconds

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("model.h5", 3_000)]
    [InlineData("model.keras", 2_000)]
    [InlineData("model.weights.h5", 1_000)]
    public void Random_damage_is_refused_or_harmless(string name, int count)
    {
        var sound = Sound(name);
        var model = Tiny();

        for (var seed = 0; seed < count; seed++)
            LoadOrRefuse($"{name}, seed {seed}", Mutation.Of(sound, new Random(seed)), name.EndsWith(".weights.h5", StringComparison.Ordinal) ? model : null);
    }

    [Fact]
    public void Damage_inside_a_zip_whose_checksums_are_right_is_refused_or_harmless()
    {
        var sound = Sound("model.keras");
        var entries = Unzip(sound);
        string[] names = ["config.json", "metadata.json", "model.weights.h5"];

        for (var seed = 0; seed < 2_500; seed++)
        {
            var random = new Random(seed);
            var name = names[Math.Max(0, (seed % 5) - 2)]; // the config most of all
            var damaged = Mutation.Of(entries[name], random);
            LoadOrRefuse($"{name}, seed {seed}", Zip(entries.Select(entry => (entry.Key, entry.Key == name ? damaged : entry.Value))), model: null);
        }
    }

    [SkippableTheory]
    [InlineData("formats/h5/latest.h5")]
    [InlineData("formats/h5/v108.h5")]
    [InlineData("formats/h5/chunked_gzip.h5")]
    [InlineData("formats/h5/number_types.h5")]
    [InlineData("formats/h5/text.h5")]
    public void Damaged_files_of_other_layouts_are_refused_or_harmless(string golden)
    {
        var sound = File.ReadAllBytes(GoldenData.Require(golden));

        for (var seed = 0; seed < 300; seed++)
            Refuses($"{golden}, seed {seed}", () => ReadAll(Mutation.Of(sound, new Random(seed))), 64L * sound.Length + MaxBytes);
    }

    static Sequential Tiny()
        => new([new Embedding(9, 4, inputLength: 5), new SpatialDropout1D(.4f), new Bidirectional(new GRU(3)), new BatchNormalization(), new Dense(2, "softmax")], seed: 1);

    byte[] Sound(string name)
    {
        var model = Tiny();
        model.Compile("adam", "categorical_crossentropy", "accuracy");
        _ = model.TrainOnBatch(new Tensor(2, 5), new Tensor(2, 2));
        if (name.EndsWith(".weights.h5", StringComparison.Ordinal))
            model.SaveWeights(_folder[name]);
        else
            model.Save(_folder[name], KerasVersion.Keras2);
        return File.ReadAllBytes(_folder[name]);
    }

    void LoadOrRefuse(string what, byte[] bytes, Sequential? model)
    {
        const string Path = "damaged";
        Refuses(what, () =>
        {
            if (model is null)
                _ = KerasModel.Read(bytes, Path, compile: true);
            else
                LoadWeights(model, bytes);
        }, MaxBytes);
    }

    void LoadWeights(Sequential model, byte[] bytes)
    {
        File.WriteAllBytes(_folder["damaged"], bytes);
        model.LoadWeights(_folder["damaged"]);
    }

    static void Refuses(string what, Action load, long maxBytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();

        var error = Record.Exception(load);

        Assert.True(error is null or KerasException, $"{what}: {error}");
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < maxBytes, $"{what} took {GC.GetAllocatedBytesForCurrentThread() - before} bytes");
        Assert.True(watch.Elapsed < _maxTime, $"{what} took {watch.Elapsed}");
    }

    static void ReadAll(byte[] bytes)
    {
        var visited = new HashSet<Hdf5Object>();
        Visit(Hdf5File.Read(bytes, "damaged").Root);

        void Visit(Hdf5Object place)
        {
            if (!visited.Add(place))
                return;

            foreach (var name in place.AttributeNames)
                Read(place.Attribute(name)!);
            if (place is Hdf5Dataset dataset)
                Read(dataset.Read());
            foreach (var name in (place as Hdf5Group)?.Names ?? [])
                VisitChild((Hdf5Group)place, name);
        }

        void VisitChild(Hdf5Group group, string name)
        {
            try
            {
                if (group.Find(name) is { } child)
                    Visit(child);
            }
            catch (KerasException)
            {
                // that child is damaged or in another file; its neighbours may be read
            }
        }

        static void Read(Hdf5Array array)
        {
            if (array.Type.IsNumber)
                _ = array.ToDoubles();
            else
                _ = array.ToTexts();
        }
    }

    static Dictionary<string, byte[]> Unzip(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var stream = entry.Open();
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        });
    }

    static byte[] Zip(IEnumerable<(string Name, byte[] Bytes)> entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in entries)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(bytes);
            }
        }

        return stream.ToArray();
    }

}
