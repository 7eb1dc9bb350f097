using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Saving;
using Spam.Keras.Saving.KerasFiles;

namespace Spam.Tests.Keras.Saving.KerasFiles;

/// <summary>Whenever a write ends too early, by an error or with the program, the old file is there whole; and after an error nothing else.</summary>
public sealed class InterruptedWriteTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("model.h5")]
    [InlineData("model.keras")]
    public void A_small_model_cut_at_any_byte_leaves_the_old_file(string name)
    {
        var model = new Sequential([new InputLayer(2), new Dense(1)], seed: 1);
        var size = SizeOf(model, name);

        Interrupt(model, name, Enumerable.Range(0, size));
    }

    [Theory]
    [InlineData("model.h5")]
    [InlineData("model.keras")]
    public void The_workshop_s_model_cut_at_200_places_leaves_the_old_file(string name)
    {
        var model = new Sequential([new Embedding(280, 128, inputLength: 300), new SpatialDropout1D(.4f), new LSTM(196), new Dense(2, "softmax")], seed: 1);
        var size = SizeOf(model, name);
        var random = new Random(6);

        Interrupt(model, name, [0, 1, 8, 95, 96, size - 1, .. Enumerable.Range(0, 194).Select(_ => random.Next(size))]);
    }

    static int SizeOf(Sequential model, string name)
    {
        using var stream = new MemoryStream();
        Write(model, name, stream);
        return (int)stream.Length;
    }

    void Interrupt(Sequential model, string name, IEnumerable<int> places)
    {
        var path = _folder.Write(name, "old");

        foreach (var place in places)
        {
            var wasWhole = false;
            Assert.Throws<IOException>(() => AtomicFile.Write(path, stream => Write(model, name, new CutStream(stream, place, () => wasWhole = File.ReadAllText(path) == "old"))));
            Assert.True(wasWhole, $"after {place} bytes");
        }

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.Path));
        AtomicFile.Write(path, stream => Write(model, name, stream));
        Assert.Equal(SizeOf(model, name), new FileInfo(path).Length);
    }

    static void Write(Sequential model, string name, Stream stream)
    {
        if (name.EndsWith(".keras", StringComparison.Ordinal))
            KerasFileWriter.Write(model, stream, KerasVersion.Both, DateTimeOffset.UnixEpoch);
        else
            H5ModelWriter.Write(model, stream, KerasVersion.Both);
    }
}
