using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Optimizers;
using Spam.Keras.Saving;
using Spam.Keras.Saving.Inspection;
using Spam.Tests.Model;

namespace Spam.Tests.Train.Commands;

public sealed class ConvertCommandTests : IDisposable
{
    static readonly string[] _forms = ["a.keras", "a.h5", "a.weights.h5", "a.ckpt", "a"];

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var source in _forms)
            {
                foreach (var target in _forms)
                    pairs.Add(source, target);
            }

            return pairs;
        }
    }

    [Theory, MemberData(nameof(Pairs))]
    public void Any_form_becomes_any_other(string source, string target)
    {
        var model = Trained();
        model.Save(_folder["layers.h5"]);
        Assert.Equal(0, Run($"convert layers.h5 in/{source}").ExitCode);

        var run = Run($"convert in/{source} out/{target} --layers layers.h5");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith($"Written to {_folder[$"out/{target}"]}", run.Output);
        var again = KerasModel.Load(_folder["layers.h5"], compile: false);
        again.Parameters[0].Assign(new float[again.Parameters[0].Value.Length]);
        again.LoadWeights(_folder[$"out/{target}"]);
        Assert.Equal(Weights(model), Weights(again));
    }

    [Theory]
    [InlineData("a.keras", "--keras 2", "kept", 2)]
    [InlineData("a.keras", "--keras 3", "kept", 2)]
    [InlineData("a.h5", "--keras 2", "kept", 2)]
    [InlineData("a.h5", "--keras 3", "left out, as this form is written without it", 0)]
    [InlineData("a.keras", "", "left out, as the file is for both Keras; --keras 2 or --keras 3 keeps it", 0)]
    [InlineData("a.keras", "--no-compile --keras 2", "none was read", -1)]
    public void What_the_optimizer_keeps_goes_where_a_file_has_a_place_for_it(string target, string options, string said, int iterations)
    {
        Trained().Save(_folder["in.keras"], KerasVersion.Keras3);

        var run = Run($"convert in.keras {target} {options}");

        Assert.EndsWith($"optimizer state  {said}", run.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(iterations, KerasModel.Load(_folder[target]).Optimizer?.Iterations ?? -1);
    }

    [Fact]
    public void Weights_alone_want_a_model_with_their_layers()
    {
        var model = Trained();
        model.SaveWeights(_folder["w.weights.h5"]);
        _folder.Write("layers.json", model.ToJson());

        var refused = Run("convert w.weights.h5 a.keras");
        var run = Run("convert w.weights.h5 a.keras --layers layers.json");

        Assert.Contains("holds weights alone. Name a model with the same layers with --layers", refused.Error, StringComparison.Ordinal);
        Assert.Equal((1, 0), (refused.ExitCode, run.ExitCode));
        Assert.Equal(Weights(model), Weights(KerasModel.Load(_folder["a.keras"])));
    }

    [Theory]
    [InlineData("artifacts/tiny/v2")]
    [InlineData("artifacts/tiny")]
    public void The_model_of_a_model_folder_is_taken(string source)
    {
        TinyModel.Write(_folder["artifacts/tiny/v1"], TinyModel.Metadata("a", "b", "c"), width: 3);
        var model = TinyModel.Write(_folder["artifacts/tiny/v2"], TinyModel.Metadata("a", "b"), width: 2);

        var run = Run($"convert {source} a.h5");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(Weights(model), Weights(KerasModel.Load(_folder["a.h5"])));
    }

    [Fact]
    public void For_Keras_3_a_SavedModel_is_a_graph_alone()
    {
        Trained().Save(_folder["in.keras"]);

        var run = Run("convert in.keras models/spam/1 --keras 3");
        var back = Run("convert models/spam/1 back.keras");

        Assert.Contains("a graph without layers", run.Output, StringComparison.Ordinal);
        Assert.True(SavedModelGraph.IsGraphAlone(_folder["models/spam/1"]));
        Assert.Contains("the folder holds a graph only", back.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.keras")]
    [InlineData("a.h5")]
    [InlineData("a")]
    [InlineData("a.ckpt")]
    public void What_is_there_stays_unless_overwritten(string target)
    {
        Trained().Save(_folder["in.keras"]);
        Run($"convert in.keras {target}");

        var second = Run($"convert in.keras {target}");
        var third = Run($"convert in.keras {target} --overwrite");

        Assert.Contains($"{target} is there already. Choose another path, or replace it with --overwrite.", second.Error, StringComparison.Ordinal);
        Assert.Equal((1, 0), (second.ExitCode, third.ExitCode));
    }

    [Theory]
    [InlineData("text.keras", "text.keras is there and is no .keras file, so it is not replaced.")]
    [InlineData("text.h5", "text.h5 is there and is no .h5 file of a whole model, so it is not replaced.")]
    [InlineData("notes", "notes is there and is no SavedModel folder, so it is not replaced.")]
    [InlineData("mixed", "mixed holds 'mine.txt', which is no part of a SavedModel")]
    [InlineData("text.ckpt", "text.ckpt is there and is no TensorFlow checkpoint, so it is not replaced.")]
    [InlineData("folder.keras", "folder.keras is a folder; a .keras file is to be written there.")]
    public void What_is_somebody_elses_is_never_replaced(string target, string reason)
    {
        Trained().Save(_folder["in.keras"]);
        Trained().Save(_folder["mixed"]);
        Directory.CreateDirectory(_folder["folder.keras"]);
        foreach (var name in (string[])["text.keras", "text.h5", "notes/mine.txt", "mixed/mine.txt", "text.ckpt.index"])
            _folder.Write(name, "mine");
        var before = Contents();

        var run = Run($"convert in.keras {target} --overwrite");

        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(before, Contents());
    }

    [Fact]
    public void A_layer_that_one_file_cannot_hold_for_both_asks_for_the_option()
    {
        var input = KerasTensor.Input([4, 6]);
        new Functional(input, new MultiHeadAttention(2, 3).Call(input, input)).Save(_folder["in.keras"], KerasVersion.Keras2);

        var refused = Run("convert in.keras a.keras");
        var run = Run("convert in.keras a.keras --keras 3");

        Assert.EndsWith("Here these are --keras 2 and --keras 3.", refused.Error.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal((1, 0), (refused.ExitCode, run.ExitCode));
        Assert.StartsWith("3.", SavedContent.Of(_folder["a.keras"]).WrittenBy["Keras"], StringComparison.Ordinal);
    }

    Dictionary<string, string> Contents()
        => Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToDictionary(path => path, path => Convert.ToHexString(File.ReadAllBytes(path)));

    CommandLineRun Run(string words) => CommandLineRun.Of(_folder.Path, words);

    static float[] Weights(Spam.Keras.Models.Model model) => [.. model.GetWeights().SelectMany(weight => weight.Span.ToArray())];

    static Sequential Trained()
    {
        var model = new Sequential([new Embedding(9, 4, inputLength: 5), new LSTM(3), new Dense(2, "softmax")], seed: 4);
        model.Compile(new Adam(.005), new Spam.Keras.Losses.CategoricalCrossentropy(), "accuracy");
        for (var i = 0; i < 2; i++)
            model.TrainOnBatch(new Spam.Keras.Tensor(2, 5), new Spam.Keras.Tensor([1, 0, 0, 1], new Spam.Keras.Shape(2, 2)));
        return model;
    }
}
