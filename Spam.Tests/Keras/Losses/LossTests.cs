using Spam.Keras;
using Spam.Keras.Losses;

namespace Spam.Tests.Keras.Losses;

public class LossTests
{
    [Theory]
    [InlineData("mse", "mean_squared_error")]
    [InlineData("MAE", "mean_absolute_error")]
    [InlineData("KLDivergence", "kl_divergence")]
    [InlineData("huber_loss", "huber")]
    [InlineData("SparseCategoricalCrossentropy", "sparse_categorical_crossentropy")]
    public void Names_short_forms_and_classes_are_found(string name, string found) => Assert.Equal(found, Loss.Get(name).Name);

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones()
    {
        var error = Assert.Throws<KerasException>(() => Loss.Get("crossentropy"));

        Assert.StartsWith("There is no loss 'crossentropy'. Valid names: BCE, BinaryCrossentropy,", error.Message);
    }

    [Fact]
    public void Logits_far_apart_are_exact()
    {
        // In Keras: a softmax of logits [200, -200] with target 1 loses 400.
        var loss = new SparseCategoricalCrossentropy().OnLogitsOf("softmax")!;

        var losses = loss.PerSample(Tensor.Vector(1), Tensor.FromRows([200, -200]));

        Assert.Equal(400, losses[0]);
    }

    [Fact]
    public void Other_activations_have_no_way_onto_logits()
    {
        Assert.Null(new CategoricalCrossentropy().OnLogitsOf("tanh"));
        Assert.Null(new CategoricalCrossentropy(fromLogits: true).OnLogitsOf("softmax"));
        Assert.Null(new MeanSquaredError().OnLogitsOf("sigmoid"));
    }

    [Fact]
    public void Class_numbers_for_a_one_hot_loss_are_refused_with_the_fix()
    {
        var error = Assert.Throws<KerasException>(() => new CategoricalCrossentropy().PerSample(new Tensor(2), new Tensor(2, 3)));

        Assert.Equal(
            "categorical_crossentropy got labels float32 (2,) for predictions float32 (2, 3); expected labels of the predictions' shape. " +
            "For class numbers use sparse_categorical_crossentropy, or make the labels one-hot.", error.Message);
    }

    [Fact]
    public void A_label_without_a_class_is_refused()
    {
        var error = Assert.Throws<KerasException>(() => new SparseCategoricalCrossentropy().PerSample(Tensor.Vector(3), new Tensor(1, 3)));

        Assert.Equal(
            "sparse_categorical_crossentropy got the label 3, but the predictions have 3 classes, 0 to 2. " +
            "Give the model's last layer one unit for each class, and number the labels from 0.", error.Message);
    }

    [Fact]
    public void Sample_weights_reach_every_step_of_their_sample()
    {
        var weights = new MeanSquaredError().Weights(new Tensor(2, 3, 1), new Shape(2, 3), Tensor.Vector(1, 2), Reduction.Sum);

        Near.Equal([1, 1, 1, 2, 2, 2], weights.Span, 0);
    }

    [Fact]
    public void Sample_weights_of_another_length_are_refused()
    {
        var error = Assert.Throws<KerasException>(() => SampleWeights.Broadcast(new Tensor(3), new Shape(2)));

        Assert.Equal("Sample weights float32 (3,) do not fit losses of shape (2,); give one weight for each sample: shape (2,).", error.Message);
    }
}
