using System.Runtime.InteropServices;
using Google.Protobuf;
using Spam.Keras;
using Spam.Keras.Activations;
using Spam.Keras.Initializers;
using Spam.Keras.Layers;
using Spam.Keras.Losses;
using Spam.Keras.Models;
using Spam.Keras.Optimizers;
using Spam.Keras.Regularizers;
using Spam.Keras.Saving;
using Spam.Keras.Saving.Protos.Metadata;
using Spam.Keras.Saving.TensorBundle;
using SavedModel = Spam.Keras.Saving.SavedModel;

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

        model.SaveSavedModel(Target);
        var again = SavedModel.Load(Target);

        Assert.Equal(model.ToJson(), again.ToJson());
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
    public void An_activation_of_ones_own_is_refused_by_name()
    {
        var model = new Sequential([new InputLayer(3), new Dense(2, new Doubling()) { Name = "odd" }]);

        var error = Assert.Throws<KerasException>(() => model.SaveSavedModel(Target));

        Assert.Contains("Dense 'odd'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Doubling", error.Message, StringComparison.Ordinal);
        Assert.False(Path.Exists(Target));
    }

    [Theory, MemberData(nameof(ExportedModels.Names), MemberType = typeof(ExportedModels))]
    public void Every_model_comes_back_with_the_same_predictions_to_the_bit(string name)
    {
        var model = ExportedModels.Make(name);
        var inputs = ExportedModels.Inputs(model, batch: 4);

        model.SaveSavedModel(Target);
        var loaded = SavedModel.Load(Target);

        Assert.Equal(model.ToJson(), loaded.ToJson());
        Assert.Equal(model.GetWeights().Select(Bits), loaded.GetWeights().Select(Bits));
        Assert.Equal(model.Predict(inputs).Select(Bits), loaded.Predict(inputs).Select(Bits));
    }

    [Fact]
    public void A_shared_weight_is_kept_once()
    {
        ExportedModels.Make("nested functional").SaveSavedModel(Target);

        var bundle = new BundleReader(Path.Combine(Target, "variables", "variables"));

        Assert.Equal(6, bundle.Keys.Count(key => key != BundleWriter.ObjectGraphKey));
    }

    [Fact]
    public void Variables_of_one_name_get_names_of_their_own()
    {
        ExportedModels.Make("nested twice").SaveSavedModel(Target);

        var file = File.ReadAllBytes(Path.Combine(Target, "saved_model.pb"));
        var nodes = Spam.Keras.Saving.Protos.SavedModel.Parser.ParseFrom(file).MetaGraphs.Single().GraphDef.Node;
        var names = nodes.Where(node => node.Op == "VarHandleOp").Select(node => node.Attr["shared_name"].S.ToStringUtf8()).ToList();

        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public void What_Keras_2_cannot_say_is_exported_without_its_configs()
    {
        var model = new Sequential([new InputLayer(3), new Dense(2, Activation.Get("hard_sigmoid", Dialect.Keras3))], seed: 1);

        Assert.Throws<KerasException>(() => model.SaveSavedModel(Target));
        model.Export(Target);

        Assert.Contains("keras_metadata.pb", Assert.Throws<KerasException>(() => SavedModel.Load(Target)).Message, StringComparison.Ordinal);
        var inputs = Tensor.FromRows([1, -2, 3], [.5f, 6, -7]);
        Near.Equal(model.Predict(inputs).Span, SavedModelGraph.Load(Target).Predict(inputs).Span, tolerance: 1e-6);
    }

    [Fact]
    public void A_stateful_layer_is_refused_with_what_to_do()
    {
        var model = new Sequential([new InputLayer(4, 3), new LSTM(2, stateful: true)]);

        Assert.Contains("states as inputs", Assert.Throws<KerasException>(() => model.SaveSavedModel(Target)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Metadata_whose_entries_are_of_other_layers_is_refused()
    {
        new Sequential([new InputLayer(3), new Dense(3) { Name = "first" }, new Dense(3) { Name = "other" }]).SaveSavedModel(Target);
        var file = Path.Combine(Target, "keras_metadata.pb");
        var metadata = SavedMetadata.Parser.ParseFrom(File.ReadAllBytes(file));
        (metadata.Nodes[1].NodePath, metadata.Nodes[2].NodePath) = (metadata.Nodes[2].NodePath, metadata.Nodes[1].NodePath);
        File.WriteAllBytes(file, metadata.ToByteArray());

        Assert.Contains("is not that of Dense", Assert.Throws<KerasException>(() => SavedModel.Load(Target)).Message, StringComparison.Ordinal);
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

        Assert.Throws<KerasException>(() => new Sequential([new InputLayer(3), new Dense(2, new Doubling())]).SaveSavedModel(Target));

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

    sealed class Doubling : Activation
    {
        public override string Name => "doubling";

        public override void Forward(ReadOnlySpan<float> x, Span<float> y, int width)
        {
            for (var i = 0; i < x.Length; i++)
                y[i] = 2 * x[i];
        }

        public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, int width) => Forward(dy, dx, width);
    }
}
