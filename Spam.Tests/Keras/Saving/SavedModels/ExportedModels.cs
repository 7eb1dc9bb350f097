using Spam.Keras;
using Spam.Keras.Activations;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using AnyModel = Spam.Keras.Models.Model;
using Average = Spam.Keras.Layers.Average;
using Softmax = Spam.Keras.Layers.Softmax;

namespace Spam.Tests.Keras.Saving.SavedModels;

/// <summary>Models of every layer, in the ways in which its graph differs, with weights that are all drawn, and inputs for them.</summary>
static class ExportedModels
{
    static readonly Dictionary<string, Func<AnyModel>> _models = new()
    {
        ["workshop"] = () => new Sequential([
            new Embedding(9, 4, inputLength: 5), new SpatialDropout1D(.4f), new LSTM(3, dropout: .2f, recurrentDropout: .2f), new Dense(2, "softmax")]),
        ["ids as float32"] = () => new Sequential([new InputLayer(5), new Embedding(9, 4), new LSTM(3), new Dense(2)]),
        ["ids as int64"] = () => new Sequential([new InputLayer(5) { Dtype = "int64" }, new Embedding(9, 4), new LSTM(3), new Dense(2)]),
        ["whole numbers that are no ids"] = () => new Sequential([new InputLayer(5) { Dtype = "int32" }, new Dropout(.1f), new Dense(2)]),
        ["any number of steps"] = () => new Sequential([new InputLayer(Shape.Unknown), new Embedding(9, 4), new LSTM(3)]),
        ["no weights"] = () => OnSteps(new Permute(2, 1), new Flatten()),
        ["names that are arguments"] = () => new Sequential([
            new InputLayer(3) { Name = "v0" }, new Dense(2) { Name = "MatMul" }, new Dense(2) { Name = "Const.1-x" }]),
        ["a name with capitals"] = () => new Sequential([new InputLayer(3) { Name = "My-Input.1" }, new Dense(2)]),

        ["dense on sequences"] = () => OnSteps(new Dense(4, "softmax"), new LSTM(2)),
        ["dense on four axes"] = () => new Sequential([new InputLayer(2, 5, 3), new Dense(4, "relu", useBias: false)]),

        ["lstm sequences and backwards"] = () => OnSteps(
            new LSTM(4, returnSequences: true) { Name = "a-b" }, new LSTM(3, goBackwards: true, useBias: false, returnSequences: true) { Name = "a.b" }, new LSTM(2)),
        ["lstm with gates of its own"] = () => OnSteps(new LSTM(4, "relu", "softplus")),
        ["gru"] = () => OnSteps(new GRU(4, returnSequences: true), new GRU(3, useBias: false)),
        ["gru reset before"] = () => OnSteps(new GRU(4, resetAfter: false, returnSequences: true), new GRU(3, "relu", "hard_sigmoid", resetAfter: false, useBias: false, goBackwards: true)),
        ["simple rnn"] = () => OnSteps(new SimpleRNN(4, returnSequences: true), new SimpleRNN(3, "relu", useBias: false)),
        ["masked lstm"] = () => OnMaskedIds(new LSTM(3), new Dense(2, "sigmoid")),
        ["masked sequences"] = () => OnMaskedIds(new LSTM(3, returnSequences: true), new Dropout(.5f), new GRU(2, returnSequences: true), new Dense(2), new SimpleRNN(2)),
        ["masked backwards"] = () => OnMaskedIds(new LSTM(3, returnSequences: true, goBackwards: true)),
        ["masked zero outputs"] = () => OnMaskedIds(new GRU(3, returnSequences: true, zeroOutputForMask: true), new LSTM(2, zeroOutputForMask: true)),
        ["bidirectional"] = () => OnSteps(new Bidirectional(new GRU(3)), new Dense(2)),
        ["bidirectional sum"] = () => OnSteps(new Bidirectional(new LSTM(3, returnSequences: true), MergeMode.Sum), new Bidirectional(new SimpleRNN(2), MergeMode.Mul)),
        ["bidirectional mean, masked"] = () => OnMaskedIds(new Bidirectional(new LSTM(3, returnSequences: true), MergeMode.Ave), new GlobalAveragePooling1D()),
        ["bidirectional of two kinds"] = () => OnMaskedIds(new Bidirectional(new LSTM(3, goBackwards: true), MergeMode.Concat, new GRU(2) { Name = "other" })),

        ["masking"] = () => OnSteps(new ReLU(), new Masking(), new LSTM(3)),
        ["masking by a value"] = () => OnSteps(new ReLU(threshold: .4f), new Masking(0), new GlobalAveragePooling1D(keepdims: true)),
        ["mask to its end"] = () => OnMaskedIds(new Flatten(), new Dense(2)),

        ["conv valid"] = () => OnSteps(new Conv1D(4, 3, activation: "relu")),
        ["conv same, strided"] = () => OnSteps(new Conv1D(4, 3, strides: 2, padding: Padding.Same, useBias: false)),
        ["conv same, dilated"] = () => OnSteps(new Conv1D(4, 2, padding: Padding.Same, dilationRate: 3)),
        ["conv causal"] = () => OnSteps(new Conv1D(4, 3, padding: Padding.Causal, dilationRate: 2), new Conv1D(2, 2, strides: 2, padding: Padding.Causal)),
        ["conv in groups"] = () => OnSteps(new Dense(6), new Conv1D(9, 2, groups: 3, padding: Padding.Same)),
        ["max pooling"] = () => OnSteps(new MaxPooling1D(2), new MaxPooling1D(2, 1, Padding.Same)),
        ["average pooling"] = () => OnSteps(new AveragePooling1D(3, 2, Padding.Same), new AveragePooling1D(2, 1)),
        ["global pooling"] = () => OnSteps(new GlobalMaxPooling1D(keepdims: true), new GlobalAveragePooling1D()),
        ["global max"] = () => OnSteps(new GlobalMaxPooling1D(), new Dense(2)),

        ["batch normalization"] = () => OnSteps(new BatchNormalization(), new BatchNormalization(center: false, scale: false), new BatchNormalization(axis: 1, epsilon: .1f)),
        ["layer normalization"] = () => OnSteps(
            new LayerNormalization(), new LayerNormalization([1], .1f), new LayerNormalization([1, 2], scale: false), new LayerNormalization(center: false)),
        ["unit normalization"] = () => OnSteps(new UnitNormalization(), new UnitNormalization(1, 2)),

        ["softmax of another axis"] = () => OnSteps(new Softmax(1), new Softmax()),
        ["relu options"] = () => OnSteps(new ReLU(1, .1f, .2f), new ReLU(6), new ReLU(negativeSlope: .3f)),
        ["elu and leaky"] = () => OnSteps(new ELU(.7f), new LeakyReLU(.2f), new ELU()),
        ["prelu"] = () => OnSteps(new PReLU(), new PReLU(sharedAxes: [1])),
        ["noise"] = () => OnSteps(new GaussianNoise(.5f), new Dropout(.2f), new SpatialDropout1D(.1f), new Dense(1)),

        ["shapes"] = () => OnSteps(new Reshape(3, -1), new Permute(2, 1), new Flatten(), new RepeatVector(3)),
        ["shapes of unknown steps"] = () => new Sequential([new InputLayer(Shape.Unknown, 4), new Reshape(-1, 2), new Permute(2, 1), new Reshape(4, -1), new UpSampling1D(2)]),
        ["padding and cropping"] = () => OnSteps(new ZeroPadding1D(2, 1), new UpSampling1D(3), new Cropping1D(1, 2), new Cropping1D(2, 0)),

        ["time distributed dense"] = () => OnSteps(new TimeDistributed(new Dense(3, "tanh")), new Flatten(), new Dense(1)),
        ["time distributed on masks"] = () => OnMaskedIds(new TimeDistributed(new Dense(3)), new LSTM(2)),
        ["time distributed lstm"] = () => new Sequential([new InputLayer(4, 5, 3), new TimeDistributed(new LSTM(2)), new TimeDistributed(new RepeatVector(2))]),
        ["time distributed on deep masks"] = () => new Sequential([
            new InputLayer(3, 4) { Dtype = "int32" }, new Embedding(5, 3, maskZero: true), new TimeDistributed(new LSTM(2, returnSequences: true)),
            new TimeDistributed(new LSTM(2)), new GRU(2)]),
        ["time distributed embedding"] = () => new Sequential([
            new InputLayer(3, 4) { Dtype = "int32" }, new TimeDistributed(new Embedding(5, 3, maskZero: true)), new TimeDistributed(new GRU(2)), new LSTM(2)]),

        ["merging"] = () => Branches((a, b) => new Add().Call(new Multiply().Call(a, b), new Subtract().Call(b, a), new Maximum().Call(a, b, a), new Minimum().Call(a, b), new Average().Call(a, b, b))),
        ["merging masks"] = () => MaskedBranches((a, b) => new LSTM(2).Call(new Add().Call(a, b)), (a, b) => new GRU(2).Call(new Average().Call(a, b, a))),
        ["merging ranks"] = () => Branches((a, b) => new Add().Call(a, new GlobalMaxPooling1D().Call(b), new Dense(1).Call(a))),
        ["concatenate"] = () => Branches((a, b) => new Concatenate(1).Call(a, new Concatenate(-1).Call(new Dense(2).Call(a), new Dense(4).Call(b)), b)),
        ["concatenate masks"] = () => MaskedBranches(
            (a, b) => new LSTM(2).Call(new Concatenate(1).Call(a, new Dense(4).Call(b), new ZeroPadding1D().Call(b))), (a, b) => new LSTM(2).Call(new Concatenate().Call(a, b))),
        ["dot"] = () => Branches((a, b) => new Concatenate().Call(new Dot(2).Call(a, b), new Dot(2, normalize: true).Call(a, b)), (a, b) => new Dot(1, 1).Call(a, b)),
        ["dot of vectors"] = () => Branches((a, b) => new Dot(1, normalize: true).Call(new Flatten().Call(a), new Flatten().Call(b)), (a, b) => new Dot(2, 1).Call(a, new GlobalMaxPooling1D().Call(b))),
        ["attention"] = () => Branches((a, b) => new Attention().Call(a, b), (a, b) => new Attention(useScale: true, ScoreMode.Concat).Call(a, b, a), (a, b) => new Attention(true).Call(a, b)),
        ["attention of masked"] = () => MaskedBranches((a, b) => new Attention().Call(a, b), (a, b) => new AdditiveAttention().Call(a, b), (a, b) => new Attention(scoreMode: ScoreMode.Concat).Call(a, b)),
        ["additive attention"] = () => Branches((a, b) => new AdditiveAttention().Call(a, b), (a, b) => new AdditiveAttention(useScale: false).Call(a, b, b)),
        ["multi-head attention"] = () => Branches((a, b) => new MultiHeadAttention(2, 3).Call(a, b), (a, b) => new MultiHeadAttention(3, 2, 4, useBias: false, outputShape: 7).Call(a, b, b)),
        ["multi-head attention of masked"] = () => MaskedBranches((a, b) => new MultiHeadAttention(2, 3).Call(a, b), (a, b) => new GlobalAveragePooling1D().Call(new MultiHeadAttention(2, 2).Call(a, b, b))),

        ["two inputs"] = TwoInputs,
        ["an input that is an output"] = () => Passing(new InputLayer(3) { Name = "through", Dtype = "int32" }.Call()),
        ["a shared layer"] = SharedLayer,
        ["outputs of one layer"] = OutputsOfOneLayer,
        ["states in and out"] = () => States(new InputLayer(4, 3), new LSTM(2, returnState: true, returnSequences: true), new LSTM(2)),
        ["states of masked steps"] = () => States(new InputLayer(4, 3), new GRU(2, returnState: true), new GRU(2, returnState: true), isMasked: true),
        ["bidirectional states"] = BidirectionalStates,
        ["bidirectional outputs apart"] = () => Apart(new Bidirectional(new GRU(2, returnSequences: true), MergeMode.None)),

        ["nested sequential"] = () => new Sequential([new InputLayer(5), new Dense(4, "elu"), Inner(), new Dense(1)]),
        ["nested functional"] = NestedFunctional,
        ["nested twice"] = () => new Sequential([new InputLayer(4), new Sequential([Inner(), new Dense(3)], "middle"), new Dense(1)]),
        ["nested and masked"] = () => OnMaskedIds(new Sequential([new InputLayer(5, 4), new LSTM(3, returnSequences: true), new Dense(2)], "reader"), new LSTM(2)),
        ["nested over steps"] = () => OnSteps(new TimeDistributed(new Sequential([new InputLayer(3), new Dense(4), new Dense(2)], "step")), new LSTM(2)),
    };

    /// <summary>Their names, and one for each of Keras 2's activations.</summary>
    public static TheoryData<string> Names => [.. _models.Keys, .. Activations(Dialect.Keras2).Select(name => $"activation {name}")];

    /// <summary>Activations by Keras's names.</summary>
    public static IReadOnlyList<string> Activations(Dialect dialect)
    {
        List<string> names =
        [
            "elu", "exponential", "gelu", "hard_sigmoid", "leaky_relu", "linear", "log_softmax", "mish", "relu", "relu6", "selu", "sigmoid", "silu",
            "softmax", "softplus", "softsign", "tanh",
        ];
        if (dialect == Dialect.Keras3)
            names.AddRange(["celu", "hard_shrink", "hard_silu", "hard_tanh", "log_sigmoid", "soft_shrink", "sparse_plus", "squareplus", "tanh_shrink"]);
        return names;
    }

    /// <summary>A model by its name.</summary>
    public static AnyModel Make(string name)
    {
        var model = name.StartsWith("activation ", StringComparison.Ordinal) ? OfActivation(Activation.Get(name["activation ".Length..])) : _models[name]();
        DrawWeights(model);
        return model;
    }

    /// <summary>A model of one activation, on numbers on both sides of all its corners.</summary>
    public static AnyModel OfActivation(Activation activation) => OnSteps(new Dense(7), new ActivationLayer(activation));

    /// <summary>Gives every weight numbers, those that Keras begins with 0 too.</summary>
    public static void DrawWeights(AnyModel model)
    {
        var random = new Random(7);
        foreach (var parameter in model.Parameters)
        {
            foreach (ref var value in parameter.Value.Span)
                value = parameter.Name == "moving_variance" ? .5f + random.NextSingle() : (1.4f * random.NextSingle()) - .7f;
            parameter.Changed();
        }
    }

    /// <summary>Inputs for a model: ids below 5 where whole numbers come in or are looked up, among them zeros, else numbers around 0.</summary>
    public static IReadOnlyList<Tensor> Inputs(AnyModel model, int batch)
    {
        var random = new Random(batch);
        return [.. model.Inputs.Select(node =>
        {
            var input = (InputLayer)model.Nodes[node].Layer;
            var isOfIds = input.Dtype != "float32" || model.Layers.Any(layer => layer is Embedding);
            var inputs = new Tensor(new Shape([batch, .. input.SampleShape.Select(size => size == Shape.Unknown ? 6 : size)]));
            foreach (ref var value in inputs.Span)
                value = isOfIds ? Math.Max(0, random.Next(-2, 5)) : (4 * random.NextSingle()) - 2;
            return inputs;
        })];
    }

    static Sequential OnSteps(params Layer[] layers) => new([new InputLayer(5, 3), .. layers]);

    static Sequential OnMaskedIds(params Layer[] layers) => new([new InputLayer(5) { Dtype = "int32" }, new Embedding(9, 4, maskZero: true), .. layers]);

    static Functional Branches(params Func<KerasTensor, KerasTensor, KerasTensor>[] outputs)
    {
        var (a, b) = (KerasTensor.Input([5, 6], "b_input"), KerasTensor.Input([5, 6], "a_input"));
        return new([a, b], [.. outputs.Select(output => output(a, b))]);
    }

    static Functional MaskedBranches(params Func<KerasTensor, KerasTensor, KerasTensor>[] outputs)
    {
        var (a, b) = (new InputLayer(5) { Dtype = "int32" }.Call(), new InputLayer(5) { Dtype = "int32" }.Call());
        var (left, right) = (new Embedding(5, 4, maskZero: true).Call(a), new Embedding(5, 4, maskZero: true).Call(b));
        return new([a, b], [.. outputs.Select(output => output(left, right))]);
    }

    static Functional TwoInputs()
    {
        var (tokens, numbers) = (new InputLayer(6) { Name = "tok", Dtype = "int32" }.Call(), KerasTensor.Input([3], "num"));
        var words = new LSTM(4).Call(new Embedding(9, 5).Call(tokens));
        var both = new Concatenate().Call(words, new Dense(4, "relu").Call(numbers));
        return new([tokens, numbers], [new Dense(1, "sigmoid") { Name = "urgent" }.Call(both), new Dense(3, "softmax") { Name = "label" }.Call(both)], "two");
    }

    static Functional Passing(KerasTensor input) => new([input], [input, new Dense(2).Call(input)]);

    static Functional SharedLayer()
    {
        var (a, b) = (KerasTensor.Input([4]), KerasTensor.Input([4]));
        var shared = new Dense(3, "tanh") { Name = "shared" };
        return new([a, b], new Dense(1).Call(new Subtract().Call(shared.Call(a), shared.Call(b))));
    }

    static Functional OutputsOfOneLayer()
    {
        var (a, b) = (KerasTensor.Input([4]), KerasTensor.Input([4]));
        var dense = new Dense(3);
        return new([a, b], [dense.Call(b), dense.Call(a)]);
    }

    static Functional States(InputLayer input, Layer encoder, Layer decoder, bool isMasked = false)
    {
        var (first, second) = (input.Call(), KerasTensor.Input([4, 3]));
        var encoded = encoder.CallAll(isMasked ? new Masking().Call(new ReLU(threshold: .9f).Call(first)) : first);
        var decoded = decoder.CallAll([isMasked ? new Masking().Call(new ReLU(threshold: .9f).Call(second)) : second, .. encoded.Skip(1)]);
        return new([first, second], [.. decoded, .. encoded]);
    }

    static Functional BidirectionalStates()
    {
        var (first, second) = (KerasTensor.Input([4, 3]), KerasTensor.Input([5, 3]));
        var encoded = new Bidirectional(new LSTM(2, returnState: true)).CallAll(first);
        return new([first, second], [encoded[0], new Bidirectional(new LSTM(2, returnSequences: true)).Call([second, .. encoded.Skip(1)])]);
    }

    static Functional Apart(Layer layer)
    {
        var input = KerasTensor.Input([4, 3]);
        return new([input], layer.CallAll(input));
    }

    static Sequential Inner() => new([new InputLayer(4), new Dense(3, "relu") { Name = "dense" }, new Dense(4) { Name = "dense_1" }], "inner");

    static Functional NestedFunctional()
    {
        var (x, y) = (KerasTensor.Input([4], "x"), KerasTensor.Input([3], "y"));
        var both = new Concatenate().Call(x, y);
        var inner = new Functional([x, y], [new Dense(5, "tanh").Call(both), new Add().Call(new Dense(3).Call(x), y)], "inner");
        var (a, b) = (KerasTensor.Input([4], "a"), KerasTensor.Input([3], "b"));
        var first = inner.CallAll(a, b);
        var second = inner.CallAll(a, first[1]); // shared, as any layer may be
        return new([a, b], [new Dense(2).Call(second[0]), second[1]], "outer");
    }
}
