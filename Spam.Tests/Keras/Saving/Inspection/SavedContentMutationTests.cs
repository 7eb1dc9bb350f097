using Spam.Bench.Fuzz;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Saving;
using Spam.Keras.Saving.Inspection;

namespace Spam.Tests.Keras.Saving.Inspection;

/// <summary>Whatever is wrong with a file, it is told: nothing is thrown, and nothing hangs.</summary>
public sealed class SavedContentMutationTests : IDisposable
{
    const long MaxBytes = 64 << 20; // a file is gone through several times: for the model, for the tensors, for the checksums

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("model.keras", "model.keras", 400)]
    [InlineData("model.h5", "model.h5", 600)]
    [InlineData("w.weights.h5", "w.weights.h5", 300)]
    [InlineData("w.h5", "w.h5", 300)]
    [InlineData("w", "w.index", 300)]
    [InlineData("w", "w.data-00000-of-00001", 200)]
    [InlineData("model", "model/saved_model.pb", 400)]
    [InlineData("model", "model/keras_metadata.pb", 400)]
    [InlineData("model", "model/fingerprint.pb", 100)]
    [InlineData("model", "model/variables/variables.index", 300)]
    public void Random_damage_is_told_or_harmless(string path, string damaged, int count)
    {
        var model = new Sequential([new Embedding(9, 4, inputLength: 5), new Bidirectional(new GRU(3)), new Dense(2, "softmax")], seed: 1);
        model.Compile("adam", "categorical_crossentropy", "accuracy");
        if (path.StartsWith("model", StringComparison.Ordinal))
            model.Save(_folder[path], KerasVersion.Keras2);
        else
            model.SaveWeights(_folder[path]);
        var sound = File.ReadAllBytes(_folder[damaged]);

        for (var seed = 0; seed < count; seed++)
        {
            File.WriteAllBytes(_folder[damaged], Mutation.Of(sound, new Random(seed)));
            var before = GC.GetAllocatedBytesForCurrentThread();

            var error = Record.Exception(() => _ = SavedContent.Of(_folder[path]));

            Assert.True(error is null, $"{damaged}, seed {seed}: {error}");
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxBytes);
        }
    }
}
