using Spam.Keras;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Optimizers;
using Spam.Keras.Saving;
using Spam.Keras.Saving.Hdf5;

namespace Spam.Tests.Keras.Saving;

public sealed class KerasModelTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("model.keras")]
    [InlineData("model.h5")]
    [InlineData("MODEL.H5")]
    [InlineData("model")]
    public void The_ending_names_the_format_and_the_content_tells_it_again(string name)
    {
        var model = Workshop();
        model.Save(_folder[name]);

        var again = KerasModel.Load(_folder[name]);

        Assert.Equal(name == "model", Directory.Exists(_folder[name]));
        Assert.Equal(Outputs(model), Outputs(again));
    }

    [Fact]
    public void A_file_is_told_by_its_content_whatever_its_name()
    {
        Workshop().Save(_folder["a.keras"]);
        Workshop().Save(_folder["a.h5"]);
        File.Move(_folder["a.keras"], _folder["one"]);
        File.Move(_folder["a.h5"], _folder["other.bin"]);

        Assert.Equal(Outputs(KerasModel.Load(_folder["one"])), Outputs(KerasModel.Load(_folder["other.bin"])));
    }

    [Fact]
    public void A_file_for_both_Keras_says_how_to_train_but_not_where_the_optimizer_stopped()
    {
        var model = Trained();
        model.Save(_folder["both.keras"]);
        model.Save(_folder["both.h5"]);

        foreach (var name in (string[])["both.keras", "both.h5"])
        {
            var again = KerasModel.Load(_folder[name]);
            Assert.Equal(0, again.Optimizer!.Iterations);
            Assert.Equal(.005f, again.Optimizer.LearningRate);
            Assert.Equal(["accuracy"], again.Compilation!.Outputs[0].MetricNames);
        }

        Assert.Null(Hdf5File.Open(_folder["both.h5"]).Root.Group("optimizer_weights"));
    }

    [Theory]
    [InlineData("model.keras", KerasVersion.Keras2)]
    [InlineData("model.keras", KerasVersion.Keras3)]
    [InlineData("model.h5", KerasVersion.Keras2)]
    public void Training_goes_on_where_it_stopped(string name, KerasVersion version)
    {
        var model = Trained();
        model.Save(_folder[name], version);

        var again = KerasModel.Load(_folder[name]);

        Assert.Equal(Step(model), Step(again));
        Assert.Equal(3, again.Optimizer!.Iterations);
    }

    [Fact]
    public void Without_compiling_a_model_predicts_and_is_not_compiled()
    {
        Trained().Save(_folder["model.keras"], KerasVersion.Keras2);

        Assert.Null(KerasModel.Load(_folder["model.keras"], compile: false).Compilation);
    }

    [Fact]
    public void Keras_3_s_h5_files_have_no_state_because_Keras_3_cannot_go_on_from_it()
    {
        Trained().Save(_folder["model.h5"], KerasVersion.Keras3);

        Assert.Null(Hdf5File.Open(_folder["model.h5"]).Root.Group("optimizer_weights"));
        Assert.Equal(0, KerasModel.Load(_folder["model.h5"]).Optimizer!.Iterations);
    }

    [Fact]
    public void Attention_asks_which_Keras_its_file_is_for()
    {
        var input = KerasTensor.Input([4, 6]);
        var model = new Functional(input, new MultiHeadAttention(2, 3).Call(input, input));

        foreach (var save in (Action[])[() => model.Save(_folder["a.keras"]), () => model.Save(_folder["a.h5"]), () => model.SaveWeights(_folder["a.weights.h5"])])
        {
            Assert.Equal(
                "MultiHeadAttention 'multi_head_attention' cannot be in a file for both Keras: Keras 2 asks for the shapes of its inputs among the options, which Keras 3 refuses. " +
                "Choose KerasVersion.Keras2 or KerasVersion.Keras3.", Assert.Throws<KerasException>(save).Message);
        }

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Weights_of_another_model_are_refused_and_change_nothing()
    {
        new Sequential([new InputLayer(5), new Dense(3), new Dense(2)], seed: 2).SaveWeights(_folder["other.weights.h5"]);
        var model = new Sequential([new InputLayer(5), new Dense(4), new Dense(2)], seed: 1);
        var before = model.GetWeights().SelectMany(weight => weight.Span.ToArray()).ToArray();

        var error = Assert.Throws<KerasException>(() => model.LoadWeights(_folder["other.weights.h5"]));

        Assert.StartsWith(
            $"{_folder["other.weights.h5"]}: layers/dense/vars/0 has the shape (5, 3), but the model's weight kernel has (5, 4).", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, model.GetWeights().SelectMany(weight => weight.Span.ToArray()));
    }

    [Fact]
    public void Weights_of_another_number_of_layers_are_refused()
    {
        new Sequential([new InputLayer(5), new Dense(4)]).SaveWeights(_folder["one.h5"]);

        var error = Assert.Throws<KerasException>(() => new Sequential([new InputLayer(5), new Dense(4), new Dense(2)]).LoadWeights(_folder["one.h5"]));

        Assert.Contains("has weights for 1 layers, but 2 of the model", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_models_in_a_model_may_have_layers_of_the_same_names()
    {
        var model = new Sequential(
            [new InputLayer(3), new Sequential([new Sequential([new Dense(4)], "a"), new Sequential([new Dense(4)], "b")], "inner"), new Dense(1)], seed: 3);
        model.Compile("adam", "mse");
        model.TrainOnBatch(new Tensor(2, 3), new Tensor(2, 1));
        model.Save(_folder["a.h5"], KerasVersion.Keras2);
        model.Save(_folder["a.keras"]);

        var x = new Tensor([1, 2, 3], new Shape(1, 3));
        Assert.Equal(model.Predict(x).Span.ToArray(), KerasModel.Load(_folder["a.h5"]).Predict(x).Span.ToArray());
        Assert.Equal(model.Predict(x).Span.ToArray(), KerasModel.Load(_folder["a.keras"]).Predict(x).Span.ToArray());
    }

    [Theory]
    [InlineData("nowhere.keras", "is not there; a SavedModel folder, a .keras or an .h5 file can be loaded.")]
    [InlineData("empty.h5", "is empty.")]
    [InlineData("text.h5", "is no HDF5 file: its signature is missing.")]
    [InlineData("weights.h5", "holds no model: the attribute model_config is missing. If it holds weights alone, make the model and call LoadWeights.")]
    public void What_is_no_model_is_refused(string name, string reason)
    {
        _folder.Write("empty.h5", "");
        _folder.Write("text.h5", "no model");
        Workshop().SaveWeights(_folder["weights.h5"]);

        Assert.EndsWith(reason, Assert.Throws<KerasException>(() => KerasModel.Load(_folder[name])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model.weights.h5", "names a file of weights alone. Call SaveWeights")]
    [InlineData("folder.h5", "is a folder; a file is to be written there")]
    public void A_path_that_cannot_hold_a_model_is_refused(string name, string reason)
    {
        Directory.CreateDirectory(_folder["folder.h5"]);

        Assert.Contains(reason, Assert.Throws<KerasException>(() => Workshop().Save(_folder[name])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_is_not_built_is_refused()
    {
        var model = new Sequential([new Dense(2)]);

        Assert.Contains("is not built", Assert.Throws<KerasException>(() => model.Save(_folder["a.keras"])).Message, StringComparison.Ordinal);
        Assert.Contains("is not built", Assert.Throws<KerasException>(() => model.LoadWeights(_folder["a.keras"])).Message, StringComparison.Ordinal);
        Assert.Contains("a.keras names a whole model", Assert.Throws<KerasException>(() => Workshop().SaveWeights(_folder["a.keras"])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("w")]
    [InlineData("weights/w.ckpt")]
    [InlineData("w.h5")]
    [InlineData("w.hdf5")]
    [InlineData("w.weights.h5")]
    public void Weights_come_back_from_every_form(string name)
    {
        var (model, other) = (Trained(), Workshop());

        model.SaveWeights(_folder[name]);
        other.LoadWeights(_folder[name]);

        Assert.Equal(Outputs(model), Outputs(other));
        Assert.Equal(!name.Contains("h5", StringComparison.Ordinal) && !name.Contains("hdf5", StringComparison.Ordinal), File.Exists(_folder[$"{name}.index"]));
    }

    [Theory]
    [InlineData("model")]
    [InlineData("model.keras")]
    [InlineData("model.h5")]
    public void Weights_are_taken_from_whole_models_too(string name)
    {
        var (model, other) = (Trained(), Workshop());
        model.Save(_folder[name]);

        other.LoadWeights(_folder[name]);

        Assert.Equal(Outputs(model), Outputs(other));
    }

    [Fact]
    public void A_checkpoint_is_no_model()
    {
        Workshop().SaveWeights(_folder["w"]);

        Assert.EndsWith("w is a checkpoint, which holds weights alone. Make the model and call LoadWeights.", Assert.Throws<KerasException>(() => KerasModel.Load(_folder["w"])).Message, StringComparison.Ordinal);
    }

    static Sequential Workshop()
        => new([new Embedding(9, 4, inputLength: 5), new SpatialDropout1D(.4f), new LSTM(3, dropout: .3f, recurrentDropout: .3f), new Dense(2, "softmax")], seed: 4);

    static Sequential Trained()
    {
        var model = Workshop();
        model.Compile(new Adam(.005), new Spam.Keras.Losses.CategoricalCrossentropy(), "accuracy");
        _ = Step(model);
        _ = Step(model);
        return model;
    }

    static float[] Step(Spam.Keras.Models.Model model)
    {
        model.Random = new(3);
        var logs = model.TrainOnBatch(Words(), new Tensor([1, 0, 0, 1], new Shape(2, 2)));
        return [.. logs.Values, .. model.GetWeights().SelectMany(weight => weight.Span.ToArray())];
    }

    static float[] Outputs(Spam.Keras.Models.Model model) => model.Predict(Words()).Span.ToArray();

    static Tensor Words() => new([0, 1, 2, 3, 4, 8, 7, 6, 5, 0], new Shape(2, 5));
}
