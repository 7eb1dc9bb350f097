using Spam.Keras;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Saving;
using Spam.Keras.Saving.Inspection;

namespace Spam.Tests.Keras.Saving.Inspection;

public sealed class SavedContentTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("model", SavedForm.SavedModel, false)]
    [InlineData("model.keras", SavedForm.Keras, true)]
    [InlineData("model.h5", SavedForm.H5, true)]
    [InlineData("model.hdf5", SavedForm.H5, true)]
    public void Of_a_model_its_layers_and_state_are_told(string name, SavedForm form, bool hasState)
    {
        Trained().Save(_folder[name], KerasVersion.Keras2);

        var content = SavedContent.Of(_folder[name]);

        Assert.Equal((form, null, hasState), (content.Form, content.Problem, content.HasOptimizerState!.Value));
        Assert.Equal([new("dense", "Dense", "(None, 3)", 9), new("dense_1", "Dense", "(None, 1)", 4)], content.Layers);
        Assert.Equal((13, 13, "Sequential"), (content.NumParameters, content.NumTrainableParameters, content.ModelClass));
        Assert.Equal(form == SavedForm.SavedModel ? null : "Adam", content.Optimizer);
    }

    [Theory]
    [InlineData("w.weights.h5", SavedForm.Weights)]
    [InlineData("w.h5", SavedForm.H5Weights)]
    [InlineData("w", SavedForm.Checkpoint)]
    public void Of_weights_alone_the_tensors_are_told(string name, SavedForm form)
    {
        Trained().SaveWeights(_folder[name]);

        var content = SavedContent.Of(_folder[name]);

        Assert.Equal((form, null), (content.Form, content.Problem));
        Assert.Equal(["(1,)", "(2, 3)", "(3, 1)", "(3,)"], content.Tensors.Select(tensor => $"{tensor.Shape}").Order(StringComparer.Ordinal));
        Assert.All(content.Tensors, tensor => Assert.Equal("float32", tensor.Type));
        Assert.Empty(content.Layers);
    }

    [Fact]
    public void A_files_content_counts_and_not_its_name()
    {
        Trained().Save(_folder["a.keras"]);
        File.Move(_folder["a.keras"], _folder["a.h5"]);

        Assert.Equal(SavedForm.Keras, SavedPlace.Find(_folder["a.h5"])!.Form);
    }

    [Theory]
    [InlineData("w.index")]
    [InlineData("w.data-00000-of-00001")]
    [InlineData("w")]
    [InlineData("")]
    public void A_checkpoint_is_found_by_its_files_its_prefix_and_its_folder(string name)
    {
        Trained().SaveWeights(_folder["w"]);

        Assert.Equal(new(_folder["w"], SavedForm.Checkpoint, IsByContent: true), SavedPlace.Find(name.Length == 0 ? _folder.Path : _folder[name]));
    }

    [Fact]
    public void A_SavedModel_is_found_by_its_files_too()
    {
        Trained().Save(_folder["model"]);

        Assert.Equal(SavedForm.SavedModel, SavedContent.Of(_folder["model/saved_model.pb"]).Form);
    }

    [Fact]
    public void Of_a_model_that_cannot_be_compiled_the_layers_are_told_all_the_same()
    {
        Trained().Save(_folder["a.keras"]);
        Rewrite(_folder["a.keras"], "\"mean_squared_error\"", "\"a_loss_of_mine_1234\"");

        var content = SavedContent.Of(_folder["a.keras"]);

        Assert.Equal(2, content.Layers.Count);
        Assert.Contains("a_loss_of_mine_1234", content.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_variable_is_told_by_its_checksum()
    {
        Trained().Save(_folder["model"]);
        var data = _folder["model/variables/variables.data-00000-of-00001"];
        var bytes = File.ReadAllBytes(data);
        bytes[^1] ^= 1; // of the object graph or a weight: each has a checksum
        File.WriteAllBytes(data, bytes);

        var content = SavedContent.Of(_folder["model"]);

        Assert.Contains(content.Checks, check => !check.IsRight && check.Of == "variables.data");
        Assert.NotNull(content.Problem);
    }

    [Theory]
    [InlineData("text.txt", "has none of the known forms")]
    [InlineData("nothing", "is not there")]
    public void What_is_no_model_is_refused(string name, string reason)
    {
        _folder.Write("text.txt", "no model");

        Assert.Contains(reason, Assert.Throws<KerasException>(() => SavedContent.Of(_folder[name])).Message, StringComparison.Ordinal);
    }

    static void Rewrite(string path, string old, string with)
    {
        using var zip = System.IO.Compression.ZipFile.Open(path, System.IO.Compression.ZipArchiveMode.Update);
        var entry = zip.GetEntry("config.json")!;
        string text;
        using (var reader = new StreamReader(entry.Open()))
            text = reader.ReadToEnd();
        Assert.Contains(old, text, StringComparison.Ordinal);
        entry.Delete();
        using var writer = new StreamWriter(zip.CreateEntry("config.json").Open());
        writer.Write(text.Replace(old, with, StringComparison.Ordinal));
    }

    static Sequential Trained()
    {
        var model = new Sequential([new InputLayer(2), new Dense(3), new Dense(1)], seed: 1);
        model.Compile("adam", "mean_squared_error");
        model.TrainOnBatch(new Tensor(2, 2), new Tensor(2, 1));
        return model;
    }
}
