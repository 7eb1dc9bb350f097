using Spam.Keras;
using Spam.Keras.Metrics;

namespace Spam.Tests.Keras.Metrics;

public class MetricTests
{
    [Fact]
    public void Accuracy_without_shapes_says_what_is_missing()
    {
        var error = Assert.Throws<KerasException>(() => Metric.Get("accuracy"));

        Assert.Equal(
            "The metric 'accuracy' depends on the shapes of labels and predictions; give Metric.Get both, or name one, as categorical_accuracy.", error.Message);
    }

    [Fact]
    public void A_short_form_is_its_own_log_name_and_a_class_has_its_functions()
    {
        Assert.Equal("mse", Metric.Get("mse").Name);
        Assert.Equal("MSE", Metric.Get("MSE").Name);
        Assert.Equal("mean_squared_error", Metric.Get("MeanSquaredError").Name);
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones()
    {
        var error = Assert.Throws<KerasException>(() => Metric.Get("acurracy"));

        Assert.StartsWith("There is no metric 'acurracy'. Valid names: AUC, Accuracy, BCE,", error.Message);
    }

    [Fact]
    public void Several_figures_have_no_single_result()
    {
        var metric = new Precision(thresholds: [.2f, .5f]);

        var error = Assert.Throws<KerasException>(() => metric.Result);

        Assert.Equal("The metric precision has 2 figures, so there is no single Result; read Results.", error.Message);
    }

    [Fact]
    public void Logits_in_an_AUC_are_refused_with_the_fix()
    {
        var error = Assert.Throws<KerasException>(() => new AUC().Update(Tensor.Vector(1), Tensor.Vector(3)));

        Assert.Equal("The metric auc got the prediction 3; expected probabilities from 0 to 1. For logits use fromLogits: true.", error.Message);
    }

    [Fact]
    public void Labels_of_another_shape_are_refused()
    {
        var error = Assert.Throws<KerasException>(() => new CategoricalAccuracy().Update(new Tensor(2, 3), new Tensor(2, 2)));

        Assert.Equal(
            "The metric categorical_accuracy got labels float32 (2, 3) for predictions float32 (2, 2); expected labels of the predictions' shape.", error.Message);
    }
}
