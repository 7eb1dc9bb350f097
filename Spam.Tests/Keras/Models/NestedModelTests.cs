using Spam.Keras;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Regularizers;
using Spam.Keras.Saving;
using static Spam.Tests.Keras.Models.TextSamples;

namespace Spam.Tests.Keras.Models;

/// <summary>Models that are layers of other models.</summary>
public class NestedModelTests
{
    [Fact]
    public void A_nested_model_computes_what_its_layers_compute_in_a_row()
    {
        var inner = new Sequential([new Dense(4, "tanh"), new Dense(3, "relu")], seed: 1);
        var nested = new Sequential([new InputLayer(5), new Dense(6), inner, new Dense(2, "softmax")], seed: 2);
        var flat = new Sequential([new InputLayer(5), new Dense(6), new Dense(4, "tanh"), new Dense(3, "relu"), new Dense(2, "softmax")], seed: 2);
        var x = RandomTensors.Normal(new(3), new(7, 5));

        Assert.Equal(flat.GetWeights().SelectMany(weight => weight.Span.ToArray()), nested.GetWeights().SelectMany(weight => weight.Span.ToArray()));
        Assert.Equal(flat.Predict(x).Span.ToArray(), nested.Predict(x).Span.ToArray());
    }

    [Theory, InlineData("categorical_crossentropy"), InlineData("mse")]
    public void A_nested_model_learns_what_its_layers_learn_in_a_row(string loss)
    {
        var nested = new Sequential([new InputLayer(6), new Embedding(9, 4, maskZero: true), Reader(), Head()], seed: 2);
        var flat = new Sequential([new InputLayer(6), new Embedding(9, 4, maskZero: true), .. Reader().Layers, .. Head().Layers], seed: 2);
        var (x, y) = (Words(12), Labels(12));
        flat.SetWeights(nested.GetWeights());

        foreach (var model in (Sequential[])[nested, flat])
        {
            model.Random = new(4);
            model.Compile("adam", loss, "accuracy");
            model.Fit(x, y, batchSize: 5, epochs: 3, verbose: Verbose.Silent);
        }

        Assert.Equal(flat.GetWeights().SelectMany(weight => weight.Span.ToArray()), nested.GetWeights().SelectMany(weight => weight.Span.ToArray()));
        Assert.Equal(flat.Evaluate(x, y), nested.Evaluate(x, y));

        static Sequential Reader() => new([new Dropout(.2f), new LSTM(5, dropout: .3f, recurrentDropout: .3f, returnSequences: true), new GRU(4)]);

        static Sequential Head() => new([new Dense(3, "tanh", kernelRegularizer: new L2(.01f), activityRegularizer: new L1(.02f)), new BatchNormalization(), new Dense(2, "softmax")]);
    }

    [Fact]
    public void A_functional_model_is_shared_by_its_uses()
    {
        var (input, inner) = (KerasTensor.Input([3]), Squares());
        var model = new Functional(input, new Subtract().Call(inner.Call(input), inner.Call(new Dense(3).Call(input))), seed: 1);
        var x = RandomTensors.Normal(new(1), new(4, 3));

        Assert.Equal(inner.Parameters.Count + 2, model.Parameters.Count);
        GradientCheck.Passes(model, [x]);
    }

    [Fact]
    public void Several_inputs_and_outputs_go_through_a_nested_model()
    {
        var (a, b) = (KerasTensor.Input([3]), KerasTensor.Input([3]));
        var sum = new Add().Call(a, b);
        var inner = new Functional([a, b], [new Dense(2, "tanh").Call(sum), sum], "inner");
        var (first, second) = (KerasTensor.Input([3]), KerasTensor.Input([3]));
        var outer = new Functional([first, second], inner.CallAll(new Dense(3, "sigmoid").Call(first), second), seed: 1);

        Assert.Equal([new Shape(Shape.Unknown, 2), new Shape(Shape.Unknown, 3)], outer.OutputShapes);
        GradientCheck.Passes(outer, [RandomTensors.Normal(new(1), new(2, 3)), RandomTensors.Normal(new(2), new(2, 3))]);
    }

    [Fact]
    public void Masks_come_in_and_go_out()
    {
        var reader = new Sequential([new LSTM(3, returnSequences: true), new Dropout(.1f)]);
        var model = new Sequential([new InputLayer(4), new Embedding(9, 3, maskZero: true), reader, new GlobalAveragePooling1D()], seed: 1);
        var (padded, whole) = (Tensor.FromRows([0, 0, 5, 7]), Tensor.FromRows([5, 7]));
        var alone = new Sequential([new InputLayer(2), new Embedding(9, 3), new LSTM(3, returnSequences: true), new GlobalAveragePooling1D()]);
        alone.SetWeights(model.GetWeights());

        Near.Equal(alone.Predict(whole).Span, model.Predict(padded).Span, tolerance: 1e-6);
    }

    [Fact]
    public void A_mask_is_made_inside_a_nested_model()
    {
        var table = new Sequential([new Embedding(9, 3, maskZero: true)]);
        var model = new Sequential([new InputLayer(4), table, new GlobalAveragePooling1D()], seed: 1);

        var padded = model.Predict(Tensor.FromRows([0, 0, 5, 7]));

        var rows = model.Parameters[0].Value;
        float[] mean = [.. Enumerable.Range(0, 3).Select(i => (rows.Row(5)[i] + rows.Row(7)[i]) / 2)];
        Near.Equal(mean, padded.Span, tolerance: 1e-6);
    }

    [Fact]
    public void A_model_may_run_at_every_step()
    {
        var model = new Sequential([new InputLayer(4, 3), new TimeDistributed(new Sequential([new Dense(2, "tanh"), new Dense(2)]))], seed: 1);

        Assert.Equal(new Shape(Shape.Unknown, 4, 2), model.OutputShape);
        GradientCheck.Passes(model, [RandomTensors.Normal(new(1), new(2, 4, 3))]);
    }

    [Fact]
    public void Dropout_masks_reach_the_layers_inside()
    {
        var dropout = new Dropout(.5f);
        var inner = new Sequential([dropout]);
        var model = new Sequential([new InputLayer(2), inner], seed: 1);
        var masks = new Dictionary<Layer, DropoutMasks> { [dropout] = new(Tensor.FromRows([2, 0])) };
        var call = new Call(new() { Training = true, DropoutMasks = masks }, Tensor.FromRows([3, 5]));

        Assert.Equal([6, 0], model.Run(call)[0].Span.ToArray());
        var wrong = new Dictionary<Layer, DropoutMasks> { [inner] = new(Tensor.FromRows([2, 0])) };
        Assert.Equal(
            "Dropout masks came to Sequential 'sequential', which drops nothing itself. Hand them to its layers, in the pass's DropoutMasks.",
            Assert.Throws<KerasException>(() => model.Run(new(new() { Training = true, DropoutMasks = wrong }, Tensor.FromRows([3, 5])))).Message);
    }

    [Fact]
    public void A_frozen_model_keeps_its_weights()
    {
        var inner = new Sequential([new Dense(3), new Sequential([new BatchNormalization()])]);
        var model = new Sequential([new InputLayer(2, 3), new TimeDistributed(inner) { Trainable = false }, new Dense(1)], seed: 1);
        model.Compile("sgd", "mse");
        var before = inner.GetWeights();

        model.TrainOnBatch(RandomTensors.Normal(new(1), new(4, 2, 3)), RandomTensors.Normal(new(2), new(4, 2, 1)));

        Assert.All(inner.Layers, layer => Assert.False(layer.Trainable));
        Assert.Equal(2, model.TrainableParameters.Count);
        Assert.Equal(before.SelectMany(weight => weight.Span.ToArray()), inner.GetWeights().SelectMany(weight => weight.Span.ToArray()));
        inner.Trainable = true;
        Assert.Equal(2, model.TrainableParameters.Count); // what is around it is still frozen
    }

    [Fact]
    public void States_inside_are_reset()
    {
        var model = new Sequential([new InputLayer(2, 3), new Sequential([new LSTM(2, stateful: true)])], seed: 1);
        var x = RandomTensors.Normal(new(1), new(2, 2, 3));
        var first = model.Predict(x).Span.ToArray();
        var second = model.Predict(x).Span.ToArray();

        model.ResetStates();

        Assert.NotEqual(first, second);
        Assert.Equal(first, model.Predict(x).Span.ToArray());
    }

    [Fact]
    public void Names_are_unique_on_each_level()
    {
        var model = new Sequential([new InputLayer(3), new Sequential([new Dense(2)]), new Sequential([new Dense(2)]), Squares(2), new Dense(1)]);

        Assert.Equal(["sequential", "sequential_1", "model", "dense"], model.Layers.Select(layer => layer.Name));
        Assert.Equal("sequential", model.Name);
    }

    [Fact]
    public void What_cannot_be_nested_is_said_with_the_way_out()
    {
        var inner = new Sequential([new Dense(2)], "inner");
        var outer = new Sequential([inner], "outer");

        Assert.Equal(
            "The model 'inner' is a layer of another model, which counts on its shapes. Add all its layers before it is added itself.",
            Assert.Throws<KerasException>(() => inner.Add(outer)).Message);
        Assert.Throws<KerasException>(() => outer.Add(outer));
        Assert.Equal("The model 'sequential' has no layers. Add one first.", Assert.Throws<KerasException>(() => new Sequential([new InputLayer(2), new Sequential()])).Message);
        Assert.Equal(
            "Input 0 of the model 'model' has shape (None, 3); a tensor of (None, 2) came.",
            Assert.Throws<KerasException>(() => new Sequential([new InputLayer(2), Squares()])).Message);
        var (first, second) = (KerasTensor.Input([2]), KerasTensor.Input([2]));
        var two = new Functional([first, second], [new Add().Call(first, second)]);
        Assert.Equal("The model 'model' has 2 inputs; 1 shapes came.", Assert.Throws<KerasException>(() => two.Call(KerasTensor.Input([2]))).Message);
    }

    [Theory, InlineData(Dialect.Keras2), InlineData(Dialect.Keras3)]
    public void The_summary_has_a_row_for_a_nested_model(Dialect dialect)
    {
        var output = new StringWriter();
        var model = new Sequential([new InputLayer(3), new Dense(3) { Name = "first" }, Squares()], "outer");

        model.Summary(output, dialect);

        Assert.Contains(
            dialect == Dialect.Keras2
                ? " model (Functional)          (None, 1)                 16        \n"
                : "│ model (Functional)              │ (None, 1)              │            16 │\n",
            output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Total params: 28 (112.00 B", output.ToString(), StringComparison.Ordinal);
    }

    [Theory, InlineData(Dialect.Keras2), InlineData(Dialect.Keras3)]
    public void Configs_with_nested_models_come_back(Dialect dialect)
    {
        var (words, numbers) = (KerasTensor.Input([4], "words"), KerasTensor.Input([3], "numbers"));
        var shared = new Sequential([new InputLayer(3), new Dense(3, "tanh"), Squares()], "shared");
        var reader = new Sequential([new Embedding(9, 3, inputLength: 4), new TimeDistributed(new Sequential([new Dense(3)], "step")), new LSTM(3)], "reader").Call(words);
        var squares = Squares();
        var model = new Functional(
            [words, numbers],
            [squares.Call(reader), new Add().Call(shared.Call(reader), shared.Call(numbers), squares.Call(numbers)), squares.Call(new Dense(3).Call(reader))], "outer", seed: 1);
        var json = model.ToJson(dialect);

        var again = KerasModel.FromJson(json, seed: 2);

        Assert.Equal(json, again.ToJson(dialect));
        again.SetWeights(model.GetWeights());
        Tensor[] inputs = [Tensor.FromRows([1, 2, 3, 4]), Tensor.FromRows([.1f, .2f, .3f])];
        Assert.Equal(
            model.Predict(inputs).SelectMany(tensor => tensor.Span.ToArray()),
            again.Predict(inputs).SelectMany(tensor => tensor.Span.ToArray()));
        Assert.Contains(dialect == Dialect.Keras2 ? "[\"shared\", 1, 0, {}], [\"shared\", 2, 0, {}]" : "\"keras_history\": [\"shared\", 1, 0]", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_seeds_make_equal_nested_models_from_a_text()
    {
        var json = new Sequential([new InputLayer(3), new Sequential([new Dense(3)]), Squares()]).ToJson();

        var (one, other) = (KerasModel.FromJson(json, seed: 5), KerasModel.FromJson(json, seed: 5));

        Assert.Equal(one.GetWeights().SelectMany(weight => weight.Span.ToArray()), other.GetWeights().SelectMany(weight => weight.Span.ToArray()));
    }

    static Functional Squares(int size = 3)
    {
        var input = KerasTensor.Input([size]);
        var hidden = new Dense(3, "tanh").Call(input);
        return new(input, new Dense(1).Call(new Multiply().Call(hidden, hidden)));
    }
}
