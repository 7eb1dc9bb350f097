using System.IO.Compression;
using Spam.Keras.Saving;
using Spam.Keras.Saving.Checkpoints;
using Spam.Keras.Saving.Protos;
using Spam.Keras.Saving.TensorBundle;
using Spam.Tests.Keras.Saving.SavedModels;

namespace Spam.Tests.Keras.Saving.Checkpoints;

/// <summary>What Keras 2.15's <c>save_weights("ckpt/w")</c> wrote of each golden model.</summary>
public class CheckpointGoldenTests
{
    const string Root = "formats/keras215";

    public static TheoryData<string> Models
    {
        get
        {
            var root = GoldenData.PathOf(Root);
            var folders = Directory.Exists(root) ? Directory.GetDirectories(root).Where(folder => File.Exists(Path.Combine(folder, "ckpt", "w.index"))) : [];
            return [.. folders.Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal).DefaultIfEmpty("absent")];
        }
    }

    [SkippableTheory, MemberData(nameof(Models))]
    public void The_weights_of_a_checkpoint_predict_what_Keras_predicted(string name)
    {
        var model = Model(name);
        var arrays = GoldenData.Npz($"{Root}/{name}/io.npz");

        Checkpoint.Read(model, Prefix(name));

        Near.Equal(arrays["y0"], model.Predict(GoldenFolders.Inputs(arrays))[0], tolerance: 1e-6, name);
    }

    [SkippableTheory, MemberData(nameof(Models))]
    public void Written_again_it_has_the_same_tensors_under_the_same_keys(string name)
    {
        using var folder = new TemporaryFolder();
        var model = Model(name);
        Checkpoint.Read(model, Prefix(name));

        Checkpoint.Write(model, folder["w"]);

        BundleReader golden = new(Prefix(name)), written = new(folder["w"]);
        Assert.Equal(golden.Keys.Where(key => !key.StartsWith("optimizer/", StringComparison.Ordinal)), written.Keys);
        foreach (var key in written.Keys.Where(key => key != BundleWriter.ObjectGraphKey))
            Assert.Equal(golden.ReadNumbers(key), written.ReadNumbers(key));
        Assert.Equal(File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(Prefix(name))!, "checkpoint")), File.ReadAllBytes(folder["checkpoint"]));
        Assert.Equal(["checkpoint", "w.data-00000-of-00001", "w.index"], Directory.GetFiles(folder.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [SkippableTheory, MemberData(nameof(Models))]
    public void Every_way_to_a_weight_that_Keras_writes_is_written(string name)
    {
        using var folder = new TemporaryFolder();
        var model = Model(name);

        Checkpoint.Write(model, folder["w"]);

        var expected = Ways(Prefix(name)).Where(way => !way.StartsWith("optimizer/", StringComparison.Ordinal));
        Assert.Equal(expected.Order(StringComparer.Ordinal), Ways(folder["w"]).Order(StringComparer.Ordinal));
    }

    static Spam.Keras.Models.Model Model(string name)
    {
        Skip.If(name == "absent", "Checkpoints are absent from the golden data.");
        using var zip = ZipFile.OpenRead(GoldenData.Require($"{Root}/{name}/model.keras"));
        using var config = new StreamReader(zip.GetEntry("config.json")!.Open());
        return KerasModel.FromJson(config.ReadToEnd(), seed: 3);
    }

    static string Prefix(string name) => GoldenData.PathOf($"{Root}/{name}/ckpt/w");

    // All paths from the root to a variable; "root" leads back to the model itself.
    static IEnumerable<string> Ways(string prefix)
    {
        var graph = TrackableObjectGraph.Parser.ParseFrom(new BundleReader(prefix).ReadText(BundleWriter.ObjectGraphKey));
        return Below(0);

        IEnumerable<string> Below(int node) => graph.Nodes[node].Children.Where(child => child.LocalName != "root").SelectMany(child
            => graph.Nodes[child.NodeId].Attributes.Select(variable => $"{child.LocalName}: {variable.FullName}")
                .Concat(Below(child.NodeId).Select(way => $"{child.LocalName}/{way}")));
    }
}
