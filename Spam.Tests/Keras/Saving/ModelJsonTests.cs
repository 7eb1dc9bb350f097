using Spam.Keras;
using Spam.Keras.Constraints;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Saving;

namespace Spam.Tests.Keras.Saving;

public class ModelJsonTests
{
    [Theory]
    [InlineData(Dialect.Keras2)]
    [InlineData(Dialect.Keras3)]
    public void A_model_with_shared_layers_states_and_attention_comes_back(Dialect dialect)
    {
        var model = Branches();
        var json = model.ToJson(dialect);

        var again = KerasModel.FromJson(json, seed: 1);

        Assert.Equal(json, again.ToJson(dialect));
        foreach (var (from, to) in model.Parameters.Zip(again.Parameters))
            to.Assign(from.Value.Span);
        var inputs = new[] { RandomTensors.Normal(new(1), new(2, 4, 3)), RandomTensors.Normal(new(2), new(2, 4, 3)) };
        Assert.Equal(model.Predict(inputs)[0].Span.ToArray(), again.Predict(inputs)[0].Span.ToArray());
    }

    [Fact]
    public void Activations_follow_the_dialect_of_the_text()
    {
        var keras2 = KerasModel.FromJson(HardSigmoid(Dialect.Keras2), seed: 1).Layers[0];
        var keras3 = KerasModel.FromJson(HardSigmoid(Dialect.Keras3), seed: 1).Layers[0];

        Assert.Equal(.7f, Activate((Dense)keras2, 1), 1e-6f);
        Assert.Equal(.5f + (1 / 6f), Activate((Dense)keras3, 1), 1e-6f);
    }

    [Fact]
    public void An_activation_of_the_other_dialect_is_refused()
    {
        var model = KerasModel.FromJson(HardSigmoid(Dialect.Keras3), seed: 1);

        var error = Assert.Throws<KerasException>(() => model.ToJson(Dialect.Keras2));

        Assert.Contains("Dense 'dense': its activation is a hard_sigmoid", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"Dense\"", "\"Lambda\"", "a Lambda layer holds Python code")]
    [InlineData("\"Dense\"", "\"Dance\"", "there is no layer 'Dance'. Known layers: Activation, Add")]
    [InlineData("\"Sequential\"", "\"Model9\"", "describes a model of the class 'Model9'. Known classes: Functional, Sequential")]
    [InlineData("\"units\"", "\"unitz\"", "the option units is missing")]
    [InlineData("\"use_bias\"", "\"use_byas\"", "unknown option 'use_byas'. Known options: ")]
    [InlineData("\"hard_sigmoid\"", "\"hard_sigmund\"", "There is no activation 'hard_sigmund'. Valid names: ")]
    [InlineData("GlorotUniform", "GlorotUnicorn", "There is no initializer 'GlorotUnicorn'. Valid names: ")]
    [InlineData("\"registered_name\": null, \"build_config\"", "\"registered_name\": \"my>Dense\", \"build_config\"", "registered as 'my>Dense', a custom class")]
    [InlineData("\"keras.layers\", \"class_name\": \"Dense\"", "\"mine\", \"class_name\": \"Dense\"", "is of the module 'mine'")]
    [InlineData("\"keras_version\": \"2.15.0\"", "\"keras_version\": \"9\"", "is of Keras version '9'")]
    [InlineData("\"units\": 1", "\"units\": 1.5", "the option units is '1.5'; expected a whole number from 1 to")]
    [InlineData("\"trainable\": true", "\"trainable\": true, \"trainable\": true", "cannot be read as JSON")]
    public void What_is_unknown_is_refused_by_name(string sound, string broken, string message)
    {
        var json = HardSigmoid(Dialect.Keras2);
        Assert.Contains(sound, json, StringComparison.Ordinal);

        var error = Assert.Throws<KerasException>(() => KerasModel.FromJson(json.Replace(sound, broken, StringComparison.Ordinal)));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[\"a\", 0, 0, {}]", "[\"z\", 0, 0, {}]", "there is no layer of the name 'z'")]
    [InlineData("[\"a\", 0, 0, {}]", "[\"a\", 7, 0, {}]", "reads an output that is not there")]
    [InlineData("[\"a\", 0, 0, {}]", "[\"a\", 0, 0, {\"training\": true}]", "is called with the argument 'training', which is not supported")]
    [InlineData("[\"a\", 0, 0, {}]", "[\"a\"]", "names no output")]
    public void Calls_that_cannot_be_are_refused(string sound, string broken, string message)
    {
        var json = Branches().ToJson();
        Assert.Contains(sound, json, StringComparison.Ordinal);

        var error = Assert.Throws<KerasException>(() => KerasModel.FromJson(json.Replace(sound, broken, StringComparison.Ordinal)));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Dialect.Keras2, "[\"a\", 0, 0, {\"value\": [\"b\", 0, 0], \"attention_mask\": [\"mask\", 0, 0], \"use_causal_mask\": true}]", "[\"attention\", 0, 0, {}]")]
    [InlineData(Dialect.Keras3, "\"kwargs\": {\"attention_mask\": {\"class_name\": \"__keras_tensor__\"", "\"use_causal_mask\": true}")]
    public void Masks_that_are_arguments_of_calls_come_back(Dialect dialect, params string[] written)
    {
        var (a, b, mask) = (KerasTensor.Input([4, 3], "a"), KerasTensor.Input([4, 3], "b"), KerasTensor.Input([4, 4], "mask"));
        var heads = new MultiHeadAttention(2, 2, useCausalMask: true, takesAttentionMask: true).Call(a, b, mask);
        var dense = new Attention(useCausalMask: true).Call(heads, b);
        var model = new Functional([a, b, mask], new Dense(1).Call(new AdditiveAttention().Call(dense, b)), seed: 3);
        var json = model.ToJson(dialect);

        var again = KerasModel.FromJson(json, seed: 1);

        Assert.All(written, text => Assert.Contains(text, json, StringComparison.Ordinal));
        Assert.Equal(json, again.ToJson(dialect));
        again.SetWeights(model.GetWeights());
        var inputs = new[] { RandomTensors.Normal(new(1), new(2, 4, 3)), RandomTensors.Normal(new(2), new(2, 4, 3)), RandomTensors.Mask(new(3), new(2, 4, 4)) };
        Assert.Equal(model.Predict(inputs)[0].Span.ToArray(), again.Predict(inputs)[0].Span.ToArray());
    }

    [Fact]
    public void A_layer_that_is_called_with_and_without_a_causal_mask_is_refused()
    {
        var (a, b) = (KerasTensor.Input([4, 3], "a"), KerasTensor.Input([4, 3], "b"));
        var attention = new MultiHeadAttention(2, 2, useCausalMask: true);
        var json = new Functional([a, b], new Add().Call(attention.Call(a, b), attention.Call(b, a))).ToJson();

        var error = Assert.Throws<KerasException>(() => KerasModel.FromJson(json.Replace(
            "{\"value\": [\"b\", 0, 0], \"use_causal_mask\": true}", "{\"value\": [\"b\", 0, 0]}", StringComparison.Ordinal)));

        Assert.Contains("is called with and without use_causal_mask or attention_mask", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_causal_mask_has_no_place_within_another_layer()
    {
        var input = KerasTensor.Input([2, 4, 3], "a");
        var model = new Functional(input, new TimeDistributed(new Attention(useCausalMask: true)).Call(input, input));

        Assert.Contains("which a layer within a layer has no place for", Assert.Throws<KerasException>(() => model.ToJson()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"mask_zero\": true", "\"mask_zero\": true", null)]
    [InlineData("\"mask_zero\": true", "\"mask_zero\": false", "compares what no Embedding with mask_zero reads")]
    [InlineData(", 0], \"kwargs\"", ", 1], \"kwargs\"", "compares other things than the word ids of an Embedding with 0")]
    [InlineData("\"mask\": {", "\"memory\": {", "is called with the argument 'memory', which is not supported")]
    public void The_mask_that_Keras_3_writes_out_is_the_Embeddings_own(string sound, string broken, string? message)
    {
        var words = KerasTensor.Input([4], "words");
        var model = new Functional(words, new LSTM(2).Call(new Embedding(5, 3, maskZero: true) { Name = "table" }.Call(words)), seed: 1);
        const string Tensor = "{\"class_name\": \"__keras_tensor__\", \"config\": {\"shape\": [null, 4], \"dtype\": \"bool\", \"keras_history\": [\"PLACE\", 0, 0]}}";
        var comparison = "{\"module\": \"keras.src.ops.numpy\", \"class_name\": \"NotEqual\", \"config\": {\"name\": \"not_equal\"}, \"registered_name\": \"NotEqual\", " +
            "\"name\": \"not_equal\", \"inbound_nodes\": [{\"args\": [" + Tensor.Replace("PLACE", "words", StringComparison.Ordinal) + ", 0], \"kwargs\": {}}]}, ";
        var json = model.ToJson(Dialect.Keras3)
            .Replace("\"mask\": null", "\"mask\": " + Tensor.Replace("PLACE", "not_equal", StringComparison.Ordinal), StringComparison.Ordinal);
        var place = json.IndexOf("{\"module\": \"keras.layers\", \"class_name\": \"LSTM\"", StringComparison.Ordinal);
        json = json.Insert(place, comparison);
        Assert.Contains(sound, json, StringComparison.Ordinal);
        json = json.Replace(sound, broken, StringComparison.Ordinal);

        if (message is not null)
        {
            Assert.Contains(message, Assert.Throws<KerasException>(() => KerasModel.FromJson(json)).Message, StringComparison.Ordinal);
            return;
        }

        var again = KerasModel.FromJson(json, seed: 2);
        again.SetWeights(model.GetWeights());
        Assert.Equal(model.Predict(Spam.Keras.Tensor.FromRows([0, 0, 3, 4])).Span.ToArray(), again.Predict(Spam.Keras.Tensor.FromRows([0, 0, 3, 4])).Span.ToArray());
    }

    [Fact]
    public void Endless_nesting_is_refused()
        => Assert.Contains("at most 64 levels", Assert.Throws<KerasException>(() => KerasModel.FromJson(new string('[', 100_000))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_weight_that_no_memory_holds_is_refused()
    {
        var json = HardSigmoid(Dialect.Keras2).Replace("[null, 2]", "[null, 16000000]", StringComparison.Ordinal)
            .Replace("\"units\": 1", "\"units\": 16000000", StringComparison.Ordinal);

        var error = Assert.Throws<KerasException>(() => KerasModel.FromJson(json));

        Assert.Contains("The weight kernel would have the shape (16000000, 16000000)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_is_not_built_is_refused()
        => Assert.Contains("is not built", Assert.Throws<KerasException>(() => new Sequential([new Dense(1)]).ToJson()).Message, StringComparison.Ordinal);

    [Fact]
    public void A_constraint_holds_the_weight_after_each_step()
    {
        var layer = new Dense(1, kernelInitializer: new Spam.Keras.Initializers.Ones());
        layer.Parameters[0].Constraint = new MaxNorm(.5f);
        var model = new Sequential([layer], seed: 1);
        model.Compile("sgd", "mse");

        model.TrainOnBatch(RandomTensors.Normal(new(1), new(4, 3)), RandomTensors.Normal(new(2), new(4, 1)));

        Assert.InRange(layer.Parameters[0].Value.Span.ToArray().Sum(weight => weight * weight), 0, .25001f);
    }

    static string HardSigmoid(Dialect dialect)
    {
        var model = new Sequential([new Dense(1, Spam.Keras.Activations.Activation.Get("hard_sigmoid", dialect))], seed: 1);
        model.Build(new(2));
        return model.ToJson(dialect);
    }

    static float Activate(Dense layer, float x)
    {
        var y = new float[1];
        layer.Activation.Forward([x], y, 1);
        return y[0];
    }

    static Functional Branches()
    {
        var (a, b) = (KerasTensor.Input([4, 3], "a"), KerasTensor.Input([4, 3], "b"));
        var shared = new Dense(3, "tanh");
        var reader = new LSTM(3, returnSequences: true, returnState: true).CallAll(shared.Call(a));
        var second = new LSTM(3, returnSequences: true).Call(shared.Call(b), reader[1], reader[2]);
        var attended = new MultiHeadAttention(2, 2).Call(second, reader[0]);
        var plain = new Attention().Call(second, attended);
        return new([a, b], [new Dense(1).Call(new GlobalAveragePooling1D().Call(new Add().Call(attended, plain)))], seed: 3);
    }
}
