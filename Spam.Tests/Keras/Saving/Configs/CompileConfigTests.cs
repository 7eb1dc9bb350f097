using System.Text.Json;
using System.Text.Json.Nodes;
using Spam.Keras;
using Spam.Keras.Layers;
using Spam.Keras.Losses;
using Spam.Keras.Metrics;
using Spam.Keras.Models;
using Spam.Keras.Optimizers;
using Spam.Keras.Optimizers.Schedules;
using Spam.Keras.Saving;
using Spam.Keras.Saving.Configs;

namespace Spam.Tests.Keras.Saving.Configs;

public class CompileConfigTests
{
    static readonly Optimizer[] _optimizers =
    [
        new Adadelta(.5, rho: .8), new Adagrad(initialAccumulatorValue: .2), new Adam(.02, beta1: .8, amsgrad: true) { Clipnorm = 1.5 }, new AdamW(weightDecay: .01),
        new Adamax { GlobalClipnorm = 2 }, new Ftrl(l1RegularizationStrength: .1), new Lion(beta2: .95), new Nadam { UseEma = true, EmaOverwriteFrequency = 7 },
        new RMSprop(momentum: .3, centered: true), new SGD(.1, momentum: .9, nesterov: true) { Clipvalue = .5, WeightDecay = .001 },
        new SGD(new ExponentialDecay(.1, 100, .9, staircase: true)), new SGD(new CosineDecay(.1, 100, alpha: .1, warmupTarget: .3, warmupSteps: 5)),
        new SGD(new CosineDecayRestarts(.1, 10)), new SGD(new InverseTimeDecay(.1, 10, .5)), new SGD(new PolynomialDecay(.1, 10, power: 2, cycle: true)),
        new SGD(new PiecewiseConstantDecay([5, 9], [.1, .01, .001])),
    ];

    static readonly Loss[] _losses =
    [
        new MeanSquaredError(), new BinaryCrossentropy(fromLogits: true, labelSmoothing: .1f), new CategoricalCrossentropy(), new CategoricalFocalCrossentropy(gamma: 3),
        new BinaryFocalCrossentropy(applyClassBalancing: true), new SparseCategoricalCrossentropy(ignoreClass: 2), new Huber(.5f), new KLDivergence(), new LogCosh(),
    ];

    static readonly Metric[] _metrics =
    [
        new BinaryAccuracy(.3f, "at_30"), new CategoricalAccuracy("acc_c"), new TopKCategoricalAccuracy(2), new SparseTopKCategoricalAccuracy(4), new AUC(50, Curve.PR),
        new AUC(thresholds: [.2f, .7f], name: "two"), new Precision(topK: 2), new Recall(thresholds: [.25f, .5f]), new F1Score(Spam.Keras.Metrics.Average.Macro), new FBetaScore(beta: 2, threshold: .5f),
        new MeanLoss(new MeanAbsoluteError(), "mae"), new RootMeanSquaredError(), new TruePositives(),
    ];

    public static TheoryData<int> Optimizers => [.. Enumerable.Range(0, _optimizers.Length)];

    public static TheoryData<int> Losses => [.. Enumerable.Range(0, _losses.Length)];

    public static TheoryData<int> Metrics => [.. Enumerable.Range(0, _metrics.Length)];

    [Theory, MemberData(nameof(Optimizers))]
    public void An_optimizer_with_its_schedule_comes_back_with_all_options(int place)
    {
        foreach (var form in (ConfigForm[])[ConfigForm.Shared, ConfigForm.Keras2, ConfigForm.Keras3])
        {
            var written = CompileConfig.Write(new(_optimizers[place], [new(new MeanSquaredError())]), form, isH5: form == ConfigForm.Keras2);

            var read = Read(written);

            Assert.Equal(PythonJson.Write(OptimizerConfig.Write(_optimizers[place], Dialect.Keras2)), PythonJson.Write(OptimizerConfig.Write(read.Optimizer, Dialect.Keras2)));
        }
    }

    [Theory, MemberData(nameof(Losses))]
    public void A_loss_comes_back_with_its_options(int place)
    {
        var written = CompileConfig.Write(new("sgd", [new(_losses[place])]), ConfigForm.Shared, isH5: false);

        var loss = Read(written).Outputs[0].Loss;

        Assert.Equal(_losses[place].GetType(), loss.GetType());
        Assert.Equal(PythonJson.Write(LossConfig.Write(_losses[place])), PythonJson.Write(LossConfig.Write(loss)));
    }

    [Theory, MemberData(nameof(Metrics))]
    public void A_metric_comes_back_with_its_options_and_its_name(int place)
    {
        var goal = new OutputGoal(new MeanSquaredError()) { MetricNames = ["accuracy", "mse"], Metrics = [_metrics[place]], WeightedMetrics = [_metrics[place]], LossWeight = .5f };

        var read = Read(CompileConfig.Write(new("sgd", [goal]), ConfigForm.Shared, isH5: true)).Outputs[0];

        Assert.Equal(["accuracy", "mean_squared_error"], read.MetricNames); // Keras 3's files do not know the short form
        Assert.Equal(.5f, read.LossWeight);
        foreach (var metric in (Metric[])[Assert.Single(read.Metrics), Assert.Single(read.WeightedMetrics)])
        {
            Assert.Equal(_metrics[place].GetType(), metric.GetType());
            Assert.Equal(PythonJson.Write(MetricConfig.Write(_metrics[place])), PythonJson.Write(MetricConfig.Write(metric)));
        }
    }

    [Fact]
    public void Each_output_has_its_own_loss_and_metrics_in_any_of_Keras_forms()
    {
        var goals = Read(JsonNode.Parse(
            """{"optimizer": "adam", "loss": {"b": "mse", "a": "mae"}, "loss_weights": [1, 0.25], "metrics": [["accuracy"], []]}""")!, Two()).Outputs;

        Assert.Equal(["mean_absolute_error", "mean_squared_error"], goals.Select(goal => goal.Loss.Name));
        Assert.Equal([1, .25f], goals.Select(goal => goal.LossWeight));
        Assert.Equal(["accuracy"], goals[0].MetricNames);
        Assert.Empty(goals[1].MetricNames);
    }

    [Theory]
    [InlineData("""{"loss": "mse"}""", "the option optimizer is missing")]
    [InlineData("""{"optimizer": "adam"}""", "the option loss has none for the output")]
    [InlineData("""{"optimizer": "adamant", "loss": "mse"}""", "There is no optimizer 'adamant'. Valid names: Adadelta, Adagrad, Adam")]
    [InlineData("""{"optimizer": "adam", "loss": "my_loss"}""", "There is no loss 'my_loss'")]
    [InlineData("""{"optimizer": "adam", "loss": ["mse", "mse"]}""", "the option loss has 2 entries; the model has 1 outputs")]
    [InlineData("""{"optimizer": "adam", "loss": {"c": "mse"}}""", "the option loss names the output 'c'; the model has dense")]
    [InlineData("""{"optimizer": "adam", "loss": "mse", "speed": 3}""", "unknown option 'speed'")]
    [InlineData("""{"optimizer": {"class_name": "Adam", "config": {"learning_rate": "fast"}}, "loss": "mse"}""", "the option learning_rate")]
    [InlineData("""{"optimizer": {"class_name": "Adam", "config": {"learning_rate": -1}}, "loss": "mse"}""", "A learning rate of -1 came")]
    [InlineData("""{"optimizer": {"class_name": "Adam", "config": {"loss_scale_factor": 2}}, "loss": "mse"}""", "the option loss_scale_factor is '2', which is not supported")]
    [InlineData("""{"optimizer": {"class_name": "Adam", "config": {"decay": 0.1}}, "loss": "mse"}""", "the option decay is not 0")]
    [InlineData("""{"optimizer": {"class_name": "Mine>Adam", "config": {}}, "loss": "mse"}""", "There is no optimizer")]
    [InlineData("""{"optimizer": {"module": "os", "class_name": "system", "config": {}}, "loss": "mse"}""", "is of the module 'os'")]
    [InlineData("""{"optimizer": "adam", "loss": {"class_name": "MeanSquaredError", "config": {"reduction": "sum"}}}""", "the option reduction is 'sum'; valid values: auto, sum_over_batch_size")]
    [InlineData("""{"optimizer": "adam", "loss": "mse", "metrics": ["no_such"]}""", "There is no metric 'no_such'")]
    [InlineData("""{"optimizer": "adam", "loss": "mse", "metrics": [{"class_name": "AUC", "config": {"num_thresholds": 99999999}}]}""", "the option num_thresholds")]
    public void What_is_not_known_is_refused_with_its_name(string json, string reason)
    {
        var error = Assert.Throws<KerasException>(() =>
        {
            var model = One();
            model.Compile(Read(JsonNode.Parse(json)!, model));
        });

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    static Sequential One() => new([new InputLayer(2), new Dense(1)]);

    static Functional Two()
    {
        var input = KerasTensor.Input([2]);
        return new([input], [new Dense(1) { Name = "a" }.Call(input), new Dense(1) { Name = "b" }.Call(input)]);
    }

    static Compilation Read(JsonNode written, Network? model = null)
    {
        using var json = JsonDocument.Parse(PythonJson.Write(written));
        return CompileConfig.Read(json.RootElement, "file", Dialect.Keras2, model ?? One());
    }
}
