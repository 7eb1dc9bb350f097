using Spam.Keras;
using Spam.Keras.Layers;
using Spam.Keras.Losses;
using Spam.Keras.Models;
using Spam.Keras.Optimizers;

namespace Spam.Tests.Keras.Models;

public class FunctionalTests
{
    [Fact]
    public void A_shared_layer_gathers_the_gradients_of_all_its_uses()
    {
        var input = KerasTensor.Input([3]);
        var shared = new Dense(3, "tanh", useBias: false);
        var model = new Functional(input, new Dense(1).Call(shared.Call(shared.Call(input))), seed: 1);
        model.Compile(new SGD(1), new MeanSquaredError());
        var (x, y) = (Tensor.FromRows([0.3f, -0.2f, 0.5f], [0.1f, 0.4f, -0.6f]), Tensor.FromRows([1], [-1]));
        var before = shared.Parameters[0].Value.Copy();
        var slopes = Slopes(model, shared.Parameters[0], x, y);

        model.TrainOnBatch(x, y);

        var moved = before.Span.ToArray().Zip(shared.Parameters[0].Value.Span.ToArray(), (old, now) => old - now).ToArray();
        Near.EqualToLargest(slopes, moved, 1e-3, "gradient");
    }

    [Fact]
    public void Several_inputs_and_outputs_are_learned_together()
    {
        var (words, numbers) = (KerasTensor.Input([4], "words"), KerasTensor.Input([2], "numbers"));
        var both = new Concatenate().Call(new LSTM(3).Call(new Embedding(5, 3).Call(words)), numbers);
        var (label, size) = (new Dense(2, "softmax") { Name = "label" }, new Dense(1) { Name = "size" });
        var model = new Functional([words, numbers], [label.Call(both), size.Call(both)], seed: 1);
        model.Compile(new(new Adam(0.01f),
        [
            new(new CategoricalCrossentropy()) { MetricNames = ["accuracy"] },
            new(new MeanSquaredError()) { LossWeight = 0.5f },
        ]));
        var batch = new Batch(
            [Tensor.FromRows([1, 2, 3, 4], [4, 3, 2, 1]), Tensor.FromRows([0.5f, 1], [-1, 0])],
            [Tensor.FromRows([1, 0], [0, 1]), Tensor.FromRows([2], [-2])], []);

        var history = model.Fit(batch, epochs: 60, verbose: Verbose.Silent);

        Assert.Equal(["loss", "label_loss", "size_loss", "label_accuracy"], history.Names);
        Assert.Equal(history["label_loss"][0] + (0.5f * history["size_loss"][0]), history["loss"][0], 1e-5f);
        Assert.True(history["loss"][^1] < history["loss"][0] / 2);
        Assert.Equal([new Shape(2, 2), new Shape(2, 1)], model.Predict(batch.X).Select(output => output.Shape));
    }

    [Fact]
    public void An_input_that_is_not_given_is_named()
    {
        var (first, second) = (KerasTensor.Input([2], "first"), KerasTensor.Input([2], "second"));

        var error = Assert.Throws<KerasException>(() => new Functional(first, new Add().Call(first, second)));

        Assert.Equal("An output of the model 'model' hangs on InputLayer 'second', which is not among the model's inputs. Add it to them.", error.Message);
    }

    [Fact]
    public void Another_number_of_inputs_is_refused()
    {
        var (first, second) = (KerasTensor.Input([2], "first"), KerasTensor.Input([2], "second"));
        var model = new Functional([first, second], [new Add().Call(first, second)]);

        Assert.Equal("The model 'model' has 2 inputs; 1 tensors came.", Assert.Throws<KerasException>(() => model.Predict(new Tensor(1, 2))).Message);
        Assert.Equal(
            "Input 1 of the model 'model' got 3 samples, input 0 got 1; give equally many.",
            Assert.Throws<KerasException>(() => model.Predict([new Tensor(1, 2), new Tensor(3, 2)])).Message);
    }

    static double[] Slopes(Functional model, Parameter parameter, Tensor x, Tensor y)
    {
        const float Step = 1 / 64f;
        var slopes = new double[parameter.Value.Length];
        for (var i = 0; i < slopes.Length; i++)
        {
            var value = parameter.Value[i];
            slopes[i] = ((8 * (Loss(value + Step) - Loss(value - Step))) - (Loss(value + (2 * Step)) - Loss(value - (2 * Step)))) / (12 * Step);
            Loss(value);

            double Loss(float at)
            {
                parameter.Value[i] = at;
                parameter.Changed();
                var predictions = model.Predict(x);
                return Enumerable.Range(0, y.Length).Average(row => Math.Pow(predictions[row] - (double)y[row], 2));
            }
        }

        return slopes;
    }
}
