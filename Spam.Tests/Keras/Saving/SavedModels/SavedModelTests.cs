using System.Runtime.InteropServices;
using Spam.Keras;
using Spam.Keras.Activations;
using Spam.Keras.Initializers;
using Spam.Keras.Layers;
using Spam.Keras.Losses;
using Spam.Keras.Models;
using Spam.Keras.Optimizers;
using Spam.Keras.Regularizers;
using Spam.Keras.Saving;

namespace Spam.Tests.Keras.Saving.SavedModels;

public sealed class SavedModelTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("spam-tests-").FullName;

    string Target => Path.Combine(_folder, "saved_model");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_model_is_read_back_with_the_same_weights_and_predictions_to_the_bit()
    {
        var model = Workshop(seed: 1);
        var inputs = Tensor.FromRows([0, 0, 1, 2, 8], [3, 4, 5, 6, 7]);

        model.SaveSavedModel(Target);
        var loaded = KerasModel.Load(Target);

        Assert.Equal(model.Name, loaded.Name);
        Assert.Equal(model.InputShape, loaded.InputShape);
        Assert.Equal(model.Layers.Select(layer => (layer.Name, layer.ClassName)), loaded.Layers.Select(layer => (layer.Name, layer.ClassName)));
        Assert.Equal(model.GetWeights().Select(Bits), loaded.GetWeights().Select(Bits));
        Assert.Equal(Bits(model.Predict(inputs)), Bits(loaded.Predict(inputs)));
    }

    [Fact]
    public void A_model_that_was_read_learns_on_like_the_one_that_was_saved()
    {
        var model = new Sequential([new Embedding(9, 4, inputLength: 5), new LSTM(3), new Dense(2, Activation.Get("softmax"))], seed: 1);
        var inputs = Tensor.FromRows([0, 0, 1, 2, 8], [3, 4, 5, 6, 7]);
        var truth = Tensor.FromRows([0, 1], [1, 0]);
        model.SaveSavedModel(Target);
        var loaded = SavedModel.Load(Target);

        foreach (var each in new[] { model, loaded })
        {
            each.Compile(new SGD(0.1f), new CategoricalCrossentropy());
            each.TrainOnBatch(inputs, truth);
        }

        Assert.NotEqual(Bits(KerasModel.Load(Target).GetWeights()[0]), Bits(loaded.GetWeights()[0]));
        Assert.Equal(model.GetWeights().Select(Bits), loaded.GetWeights().Select(Bits));
    }

    [Fact]
    public void Every_option_that_is_not_its_default_comes_back()
    {
        var model = new Sequential(
            [
                new InputLayer(5) { Name = "ids", Dtype = "int32" },
                new Embedding(9, 4, maskZero: true, inputLength: 5, new RandomNormal(0.1f, 0.2f), new L2(0.1f)) { Name = "words", Trainable = false },
                new Dropout(0.25f, [-1, 1, 4]),
                new SpatialDropout1D(0.5f),
                new LSTM(
                    3, Activation.Get("relu"), Activation.Get("hard_sigmoid"), useBias: true, unitForgetBias: false, dropout: 0.1f,
                    recurrentDropout: 0.3f, returnSequences: true, goBackwards: true,
                    kernelInitializer: new HeNormal(), recurrentInitializer: new Orthogonal(0.5f), biasInitializer: new Ones(),
                    kernelRegularizer: new L1(0.3f), recurrentRegularizer: new L1L2(0.1f, 0.2f),
                    biasRegularizer: new OrthogonalRegularizer(0.5f, OrthogonalMode.Columns)),
                new LSTM(2, useBias: false),
                new Dense(3, Activation.Get("elu"), useBias: false, kernelInitializer: new VarianceScaling(2, FanMode.Out, Distribution.Uniform)),
                new Dense(2, biasInitializer: new Constant(0.5f), biasRegularizer: new L2(), activityRegularizer: new L1()),
            ],
            name: "named", seed: 3);

        // hard_sigmoid is in no graph, so the config alone goes there and back.
        var config = Spam.Keras.Saving.Configs.SequentialConfig.Write(model);
        using var json = System.Text.Json.JsonDocument.Parse(PythonJson.Write(config));
        var plan = Spam.Keras.Saving.Configs.SequentialConfig.Read(json.RootElement, "config", Dialect.Keras2);
        var again = new Sequential([plan.Input!, .. plan.Layers.Select(entry => entry.Layer)], plan.Name);

        Assert.Equal(PythonJson.Write(config), PythonJson.Write(Spam.Keras.Saving.Configs.SequentialConfig.Write(again)));
        Assert.False(again.Layers[0].Trainable);
        Assert.Equal([-1, 1, 4], ((Dropout)again.Layers[1]).NoiseShape!);
        Assert.Equal("hard_sigmoid", ((LSTM)again.Layers[3]).RecurrentActivation.Name);
        Assert.False(((LSTM)again.Layers[3]).UnitForgetBias);
        Assert.True(((LSTM)again.Layers[3]).GoBackwards);
        Assert.Equal(0.2f, ((L1L2)((LSTM)again.Layers[3]).RecurrentKernel.Regularizer!).FactorL2);
    }

    [Fact]
    public void A_model_that_is_not_built_is_refused()
        => Assert.Contains("not built", Assert.Throws<KerasException>(() => new Sequential([new Dense(2)]).SaveSavedModel(Target)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_model_without_weights_is_refused()
        => Assert.Contains("no weights", Assert.Throws<KerasException>(() => new Sequential([new InputLayer(3), new Dropout(0.5f)]).SaveSavedModel(Target)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_activation_that_no_graph_has_is_refused_with_those_that_are_there()
    {
        var model = new Sequential([new InputLayer(3), new Dense(2, Activation.Get("mish")) { Name = "odd" }]);

        var error = Assert.Throws<KerasException>(() => model.SaveSavedModel(Target));

        Assert.Contains("Dense 'odd'", error.Message, StringComparison.Ordinal);
        Assert.Contains("mish", error.Message, StringComparison.Ordinal);
        Assert.Contains("softmax", error.Message, StringComparison.Ordinal);
        Assert.False(Path.Exists(Target));
    }

    [Fact]
    public void An_activation_that_its_name_does_not_say_is_refused()
        => Assert.Throws<KerasException>(() => new Sequential([new InputLayer(3), new Dense(2, new Relu(negativeSlope: 0.5f))]).SaveSavedModel(Target));

    [Theory]
    [InlineData("my layer")]
    [InlineData("dense/kernel")]
    [InlineData("größe")]
    [InlineData("_hidden")]
    public void A_name_that_TensorFlow_cannot_take_is_refused(string name)
    {
        var model = new Sequential([new InputLayer(3), new Dense(2) { Name = name }]);

        Assert.Contains(name, Assert.Throws<KerasException>(() => model.SaveSavedModel(Target)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_holds_other_things_is_not_replaced()
    {
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, "thesis.docx"), "");

        var error = Assert.Throws<KerasException>(() => Workshop(1).SaveSavedModel(Target));

        Assert.Contains("thesis.docx", error.Message, StringComparison.Ordinal);
        Assert.Equal(["thesis.docx"], Directory.GetFileSystemEntries(Target).Select(path => Path.GetFileName(path)));
    }

    [Fact]
    public void Saving_again_replaces_the_model()
    {
        Workshop(seed: 1).SaveSavedModel(Target);
        var second = Workshop(seed: 2);

        second.SaveSavedModel(Target);

        Assert.Equal(second.GetWeights().Select(Bits), SavedModel.Load(Target).GetWeights().Select(Bits));
        Assert.Equal([Target], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_save_that_fails_leaves_the_old_model_whole()
    {
        var first = Workshop(seed: 1);
        first.SaveSavedModel(Target);

        Assert.Throws<KerasException>(() => new Sequential([new InputLayer(3), new Dense(2, Activation.Get("mish"))]).SaveSavedModel(Target));

        Assert.Equal(first.GetWeights().Select(Bits), SavedModel.Load(Target).GetWeights().Select(Bits));
        Assert.Equal([Target], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void What_is_not_there_or_is_a_file_is_named()
    {
        var file = Path.Combine(_folder, "model.onnx");
        File.WriteAllText(file, "");

        Assert.Contains("not there", Assert.Throws<KerasException>(() => KerasModel.Load(Target)).Message, StringComparison.Ordinal);
        Assert.Contains("model.onnx", Assert.Throws<KerasException>(() => KerasModel.Load(file)).Message, StringComparison.Ordinal);
        Assert.Contains("saved_model.pb", Assert.Throws<KerasException>(() => KerasModel.Load(_folder)).Message, StringComparison.Ordinal);
    }

    static Sequential Workshop(int seed) => new(
        [
            new Embedding(9, 4, inputLength: 5), new SpatialDropout1D(0.4f), new LSTM(3, dropout: 0.2f, recurrentDropout: 0.2f),
            new Dense(2, Activation.Get("softmax")),
        ], name: "workshop", seed: seed);

    static string Bits(Tensor tensor) => $"{tensor.Shape} {Convert.ToHexString(MemoryMarshal.AsBytes(tensor.Span))}";
}
