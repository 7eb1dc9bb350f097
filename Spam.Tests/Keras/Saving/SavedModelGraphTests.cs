using Spam.Keras;
using Spam.Keras.Activations;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Saving;

namespace Spam.Tests.Keras.Saving;

public sealed class SavedModelGraphTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_signature_says_what_is_taken_and_given()
    {
        var signature = Graph(Tiny()).Signatures["serving_default"];

        Assert.Equal([new GraphTensorInfo("ids", "int32", new Shape(Shape.Unknown, 5))], signature.Inputs.Values);
        Assert.Equal([new GraphTensorInfo("out", "float32", new Shape(Shape.Unknown, 2)) { Operation = "Softmax" }], signature.Outputs.Values);
    }

    [Fact]
    public void Any_number_of_threads_may_ask_for_batches_of_any_size()
    {
        var model = Tiny();
        var graph = Graph(model);
        var inputs = Words(37);
        var expected = model.Predict(inputs);

        Parallel.For(0, 40, new() { MaxDegreeOfParallelism = 4 }, i =>
        {
            var outputs = graph.Predict(inputs.Samples(i % 30, (i % 7) + 1));
            Near.Equal((ReadOnlySpan<float>)expected.Samples(i % 30, (i % 7) + 1).Span, outputs.Span, 1e-6);
        });
        Assert.Equal(new Shape(0, 2), graph.Predict(new Tensor(0, 5)).Shape);
    }

    [Fact]
    public void Any_length_is_run_where_the_signature_leaves_it_open()
    {
        var model = new Sequential([new InputLayer(Shape.Unknown) { Name = "ids", Dtype = "int32" }, new Embedding(9, 4, maskZero: true), new LSTM(3)], seed: 2);
        var graph = Graph(model);

        foreach (var length in (int[])[1, 4, 30])
        {
            var inputs = new Tensor(2, length);
            inputs.Span.Fill(3);
            inputs[0] = 0;
            Near.Equal((ReadOnlySpan<float>)model.Predict(inputs).Span, graph.Predict(inputs).Span, 1e-6);
        }
    }

    [Fact]
    public void What_was_handed_out_may_be_written_to()
    {
        var graph = Graph(Tiny());
        var first = graph.Predict(Words(3));
        var copy = first.Copy();

        first.Span.Clear();

        Near.Equal((ReadOnlySpan<float>)copy.Span, graph.Predict(Words(3)).Span, 0);
    }

    [Fact]
    public void Inputs_that_do_not_fit_are_refused()
    {
        var graph = Graph(Tiny());

        Assert.Contains("the signature 'serving_default' takes 'ids' with shape (None, 5); (1, 4) came.", Refused(new() { ["ids"] = new(1, 4) }), StringComparison.Ordinal);
        Assert.Contains("takes the input 'ids', which is missing", Refused([]), StringComparison.Ordinal);
        Assert.Contains("has no input 'other'; it takes 'ids'", Refused(new() { ["ids"] = new(1, 5), ["other"] = new(1) }), StringComparison.Ordinal);
        Assert.Contains("0.5 came at place 0. Give whole numbers that fit.", Refused(new() { ["ids"] = new([0.5f, 0, 0, 0, 0], new(1, 5)) }), StringComparison.Ordinal);
        Assert.Contains("NaN came at place 0", Refused(new() { ["ids"] = new([float.NaN, 0, 0, 0, 0], new(1, 5)) }), StringComparison.Ordinal);
        Assert.Contains("it takes row 9 of axis 0 of a float32 (9, 4), which has 0 to 8", Refused(new() { ["ids"] = new([9, 0, 0, 0, 0], new(1, 5)) }), StringComparison.Ordinal);
        Assert.Contains(
            "has no signature 'serve'; it has 'serving_default'",
            Assert.Throws<KerasException>(() => graph.Run(new Dictionary<string, Tensor>(), "serve")).Message, StringComparison.Ordinal);

        string Refused(Dictionary<string, Tensor> inputs) => Assert.ThrowsAny<KerasException>(() => graph.Run(inputs)).Message;
    }

    [Fact]
    public void A_run_takes_no_more_than_its_limits()
    {
        Tiny().Export(_folder["m"]);

        Assert.Contains(
            "and the limit is 1000", Assert.ThrowsAny<KerasException>(() => SavedModelGraph.Load(_folder["m"], new(Memory: 1000)).Predict(Words(20))).Message, StringComparison.Ordinal);
        Assert.Contains(
            "its loops have run 4 rounds", Assert.ThrowsAny<KerasException>(() => SavedModelGraph.Load(_folder["m"], new(Iterations: 4)).Predict(Words(1))).Message,
            StringComparison.Ordinal);
        Assert.Equal(2, SavedModelGraph.Load(_folder["m"], new(Iterations: 5)).Predict(Words(1)).Length);
    }

    [Fact]
    public void Several_inputs_and_outputs_go_by_name()
    {
        var (left, right) = (KerasTensor.Input([2], "a"), KerasTensor.Input([3], "b"));
        var sum = new Concatenate { Name = "sum" }.Call(left, right);
        var model = new Functional([left, right], [sum, new Dense(1) { Name = "one" }.Call(sum)]);
        var graph = Graph(model);

        var outputs = graph.Run(new Dictionary<string, Tensor> { ["b"] = new([3, 4, 5], new(1, 3)), ["a"] = new([1, 2], new(1, 2)) });

        Assert.Equal([1f, 2, 3, 4, 5], outputs["sum"].Span.ToArray());
        Assert.Equal(new Shape(1, 1), outputs["one"].Shape);
        Assert.Contains("call Run with names", Assert.Throws<KerasException>(() => graph.Predict(new Tensor(1, 2))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_graph_is_refused()
        => Assert.Contains("is no SavedModel folder", Assert.Throws<KerasException>(() => SavedModelGraph.Load(_folder.Path)).Message, StringComparison.Ordinal);

    static Sequential Tiny() => new(
        [new InputLayer(5) { Name = "ids", Dtype = "int32" }, new Embedding(9, 4), new LSTM(3), new Dense(2, Activation.Get("softmax")) { Name = "out" }], seed: 1);

    static Tensor Words(int batch)
    {
        var (words, random) = (new Tensor(batch, 5), new Random(4));
        foreach (ref var word in words.Span)
            word = random.Next(9);
        return words;
    }

    SavedModelGraph Graph(Spam.Keras.Models.Model model)
    {
        model.Export(_folder["m"]);
        return SavedModelGraph.Load(_folder["m"]);
    }
}
