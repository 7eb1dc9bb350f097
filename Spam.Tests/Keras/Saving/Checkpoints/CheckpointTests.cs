using Spam.Keras;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Saving.Checkpoints;
using Spam.Keras.Saving.TensorBundle;

namespace Spam.Tests.Keras.Saving.Checkpoints;

public sealed class CheckpointTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Weights_come_back_as_they_were()
    {
        var (model, other) = (Tiny(units: 3, seed: 1), Tiny(units: 3, seed: 2));

        Checkpoint.Write(model, _folder["weights/w"]);
        Checkpoint.Read(other, _folder["weights/w"]);

        foreach (var (expected, actual) in model.Parameters.Zip(other.Parameters))
            Assert.Equal(expected.Value.Span, actual.Value.Span);
        Assert.True(Checkpoint.IsAt(_folder["weights/w"]));
        Assert.False(Checkpoint.IsAt(_folder["weights/v"]));
        Assert.Equal("model_checkpoint_path: \"w\"\nall_model_checkpoint_paths: \"w\"\n", File.ReadAllText(_folder["weights/checkpoint"]));
    }

    [Fact]
    public void A_checkpoint_is_replaced_and_nothing_else_is_left()
    {
        Checkpoint.Write(Tiny(units: 3, seed: 1), _folder["w"]);
        var model = Tiny(units: 4, seed: 2);

        Checkpoint.Write(model, _folder["w"]);
        Checkpoint.Read(model, _folder["w"]);

        Assert.Equal(["checkpoint", "w.data-00000-of-00001", "w.index"], Directory.GetFileSystemEntries(_folder.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_checkpoint_of_another_model_leaves_the_weights_as_they_are()
    {
        var model = Tiny(units: 4, seed: 1);
        var before = model.Parameters.Select(parameter => parameter.Value.Copy()).ToList();
        Checkpoint.Write(Tiny(units: 3, seed: 2), _folder["w"]);

        var error = Assert.Throws<KerasException>(() => Checkpoint.Read(model, _folder["w"]));

        Assert.Contains("layer_with_weights-0/kernel has shape (2, 3), but", error.Message, StringComparison.Ordinal);
        foreach (var (expected, actual) in before.Zip(model.Parameters))
            Assert.Equal(expected.Span, actual.Value.Span);
    }

    [Fact]
    public void A_model_that_is_not_built_and_a_path_without_a_name_are_refused()
    {
        Assert.Throws<KerasException>(() => Checkpoint.Write(new Sequential([new Dense(2)]), _folder["w"]));
        Assert.Contains("ends without a name", Assert.Throws<KerasException>(() => Checkpoint.Write(Tiny(3, 1), _folder.Path + "/")).Message, StringComparison.Ordinal);
        Assert.Contains("w.index is missing", Assert.Throws<KerasException>(() => Checkpoint.Read(Tiny(3, 1), _folder["w"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_only_called_checkpoint_is_not_replaced()
    {
        _folder.Write("checkpoint", "of a ship");

        var error = Assert.Throws<KerasException>(() => Checkpoint.Write(Tiny(units: 3, seed: 1), _folder["w"]));

        Assert.Contains("is not the file of that name that TensorFlow keeps beside checkpoints", error.Message, StringComparison.Ordinal);
        Assert.Equal(["checkpoint"], Directory.GetFiles(_folder.Path).Select(path => Path.GetFileName(path)));
        Assert.Null(Checkpoint.NewestIn(_folder.Path));
    }

    [Fact]
    public void The_newest_of_a_folder_is_the_one_written_last()
    {
        Checkpoint.Write(Tiny(units: 3, seed: 1), _folder["a"]);
        Checkpoint.Write(Tiny(units: 3, seed: 2), _folder["b"]);

        Assert.Equal(_folder["b"], Checkpoint.NewestIn(_folder.Path));
    }

    [Fact]
    public void An_index_beside_another_checkpoints_data_is_told_by_its_checksums()
    {
        Checkpoint.Write(Tiny(units: 3, seed: 1), _folder["old"]);
        Checkpoint.Write(Tiny(units: 3, seed: 2), _folder["new"]);
        File.Copy(BundleWriter.DataPath(_folder["new"], 0, 1), BundleWriter.DataPath(_folder["old"], 0, 1), overwrite: true);

        Assert.Contains("checksum", Assert.Throws<KerasException>(() => Checkpoint.Read(Tiny(3, 1), _folder["old"])).Message, StringComparison.Ordinal);
    }

    static Sequential Tiny(int units, int seed) => new([new InputLayer(2), new Dense(units), new Dense(1)], seed: seed);
}
