using Spam.Keras;
using Spam.Keras.Layers;
using Spam.Keras.Losses;
using Spam.Keras.Metrics;
using Spam.Keras.Models;
using Spam.Keras.Optimizers;
using Spam.Keras.Saving;

namespace Spam.Tests.Keras.Models;

/// <summary>Names and objects may be mixed, as in Keras.</summary>
public class CompileTests
{
    [Fact]
    public void An_optimizer_may_be_an_object_and_the_rest_names()
    {
        var model = Make();

        model.Compile(new SGD(.1f), "mse", ["accuracy"]);

        Assert.Equal(["loss", "accuracy"], Figures(model));
        Assert.IsType<SGD>(model.Optimizer);
        Assert.IsType<MeanSquaredError>(model.Compilation!.Outputs[0].Loss);
    }

    [Fact]
    public void A_loss_may_be_an_object_and_the_rest_names()
    {
        var model = Make();

        model.Compile("adam", new CategoricalCrossentropy(labelSmoothing: .1f), "acc");

        Assert.Equal(["loss", "acc"], Figures(model));
    }

    [Fact]
    public void Metrics_may_be_names_and_objects_in_one_list()
    {
        var model = Make();

        model.Compile("adam", "categorical_crossentropy", [new AUC(), "accuracy", "mae"]);

        Assert.Equal(["loss", "auc", "accuracy", "mae"], Figures(model));
    }

    [Fact]
    public void A_name_in_a_list_with_objects_means_what_it_means_alone()
    {
        var (alone, mixed) = (Make(), Make());
        var (x, y) = (RandomTensors.Normal(new(1), new(6, 3)), Tensor.FromRows([1], [0], [1], [1], [0], [0]));
        alone.Compile("sgd", "sparse_categorical_crossentropy", "accuracy");
        mixed.Compile("sgd", "sparse_categorical_crossentropy", ["accuracy", new Recall()]);

        Assert.Equal(alone.Evaluate(x, y)["accuracy"], Accuracy(mixed, x, y));

        static float Accuracy(Sequential model, Tensor x, Tensor y)
        {
            var metric = model.Compilation!.Outputs[0].Metrics[0];
            metric.Reset();
            metric.Update(y, model.Predict(x));
            return metric.Result;
        }
    }

    [Theory, InlineData("model.keras"), InlineData("model.h5")]
    public void Names_and_objects_in_one_list_are_saved(string file)
    {
        using var folder = new TemporaryFolder();
        var model = Make();
        model.Compile("adam", "categorical_crossentropy", ["accuracy", new AUC(), "mae"]);

        model.Save(Path.Combine(folder.Path, file));
        var again = KerasModel.Load(Path.Combine(folder.Path, file));

        Assert.Equal(["accuracy", "auc", "loss", "mean_absolute_error"], Figures((Sequential)again).Order());
    }

    [Theory]
    [InlineData("There is no loss 'msee'. Valid names: ", "msee", "mae")]
    [InlineData("There is no metric 'maee'. Valid names: ", "mse", "maee")]
    public void An_unknown_name_fails_at_once(string message, string loss, string metric)
    {
        var error = Assert.Throws<KerasException>(() => Make().Compile(new SGD(.1f), loss, [metric, new AUC()]));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    static IEnumerable<string> Figures(Sequential model) => model.Evaluate(new Tensor(2, 3), Tensor.FromRows([1, 0], [0, 1])).Keys;

    static Sequential Make() => new([new InputLayer(3), new Dense(2, "softmax")], seed: 1);
}
