using System.Diagnostics;
using Google.Protobuf;
using Spam.Keras;
using Spam.Keras.Saving;
using Spam.Tests.Keras.Saving.SavedModels;
using Spam.Tests.Keras.Saving.SavedModels.Running;

namespace Spam.Tests.Keras.Saving;

/// <summary>Graphs with random damage run, or are refused with a KerasException: nothing else is thrown, nothing hangs, memory stays bounded.</summary>
public sealed class SavedModelGraphMutationTests : IDisposable
{
    const long MaxBytes = 1L << 30; // of all that is ever allocated; what is held at a time has a limit of its own
    static readonly TimeSpan _maxTime = TimeSpan.FromSeconds(2);
    static readonly GraphLimits _limits = new(Memory: 64 << 20, Iterations: 1_000, Operations: 100_000);

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("formats/handmade/savedmodels/workshop", 500)]
    [InlineData("formats/handmade/savedmodels/norms", 300)]
    [InlineData("formats/keras3/masked/savedmodel", 300)]
    [InlineData("formats/keras3/mha/savedmodel", 200)]
    [InlineData("formats/keras215/conv/savedmodel", 200)]
    public void Random_damage_is_refused_or_harmless(string folder, int count)
    {
        var golden = GoldenFolders.Read(folder);
        var path = Copy(GoldenFolders.Require(folder));
        var file = Path.Combine(path, "saved_model.pb");
        var sound = File.ReadAllBytes(file);
        var numRun = 0;

        for (var seed = 0; seed < count; seed++)
        {
            File.WriteAllBytes(file, SavedModelMutationTests.Damage(sound, new Random(seed)));
            numRun += RunOrRefuse(path, golden, $"{folder}, seed {seed}") ? 1 : 0;
        }

        Assert.InRange(numRun, 1, count - 1); // some damage is harmless, most is not
    }

    [SkippableTheory]
    [InlineData("formats/handmade/savedmodels/workshop", 400)]
    [InlineData("formats/handmade/savedmodels/bigru", 300)]
    [InlineData("formats/keras3/masked/savedmodel", 300)]
    [InlineData("formats/keras3/mha/savedmodel", 300)]
    [InlineData("formats/keras215/conv/savedmodel", 300)]
    [InlineData("formats/keras215/norms/savedmodel", 300)]
    public void Graphs_that_mean_something_else_are_refused_or_run(string folder, int count)
    {
        var golden = GoldenFolders.Read(folder);
        var path = Copy(GoldenFolders.Require(folder));
        var file = Path.Combine(path, "saved_model.pb");
        var sound = Spam.Keras.Saving.Protos.SavedModel.Parser.ParseFrom(File.ReadAllBytes(file));
        var numRun = 0;

        for (var seed = 0; seed < count; seed++)
        {
            File.WriteAllBytes(file, GraphDamage.To(sound, new Random(seed)).ToByteArray());
            numRun += RunOrRefuse(path, golden, $"{folder}, seed {seed}") ? 1 : 0;
        }

        Assert.InRange(numRun, 1, count - 1);
    }

    static bool RunOrRefuse(string path, Npz golden, string what)
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        using var cancellation = new CancellationTokenSource(_maxTime);
        var error = Record.Exception(() =>
        {
            var graph = SavedModelGraph.Load(path, _limits);
            foreach (var (name, signature) in graph.Signatures)
                graph.Run(signature.Inputs.Keys.Select((input, i) => (input, i)).ToDictionary(pair => pair.input, pair => golden[$"x{pair.i}"].Tensor), name, cancellation.Token);
        });

        Assert.True(error is null or KerasException, $"{what}: {error}");
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - bytes < MaxBytes, $"{what} took {GC.GetAllocatedBytesForCurrentThread() - bytes} bytes");
        Assert.True(watch.Elapsed < _maxTime, $"{what} took {watch.Elapsed}");
        return error is null;
    }

    string Copy(string folder)
    {
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            var target = _folder[Path.GetRelativePath(folder, file)];
            Directory.CreateDirectory(Path.GetDirectoryName(target)!); // a file is in a folder
            File.Copy(file, target);
        }

        return _folder.Path;
    }
}
