using Spam.Keras;
using Spam.Keras.Initializers;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Regularizers;
using Spam.Tests.Keras.Layers.Recurrent;

namespace Spam.Tests.Keras.Properties;

/// <summary>For each kind of layer, one with drawn sizes and options.</summary>
static class AnyLayer
{
    static readonly string[] _smooth = ["linear", "tanh", "sigmoid", "softplus", "gelu", "silu", "softmax"];
    static readonly string[] _withKinks = ["relu", "relu6", "elu", "selu", "leaky_relu", "softsign"];

    static readonly Dictionary<string, Func<LayerDraw, LayerCase>> _kinds = new()
    {
        ["Activation, smooth"] = d => new(new ActivationLayer(d.Pick(0, _smooth)), d.Normal(d.Batch, d.Steps, d.Features)),
        ["Activation, with kinks"] = d => new(new ActivationLayer(d.Pick(0, _withKinks)), d.Spread(d.Batch, d.Steps, d.Features)),
        ["ReLU"] = d => new(new ReLU(d.Coin(0) ? 1 : null, d.Pick(1, 0f, .1f), d.Pick(2, 0f, .25f)), d.Spread(d.Batch, d.Steps, d.Features)),
        ["LeakyReLU"] = d => new(new LeakyReLU(d.Pick(0, .1f, .3f)), d.Spread(d.Batch, d.Features)),
        ["PReLU"] = d => new(new PReLU(new Constant(.2f), sharedAxes: d.Coin(0) ? [1] : null), d.Spread(d.Batch, d.Steps, d.Features)),
        ["ELU"] = d => new(new ELU(d.Pick(0, 1f, .7f)), d.Spread(d.Batch, d.Features)),
        ["Softmax"] = d => new(new Softmax(d.Pick(0, -1, 1)), d.Normal(d.Batch, d.Steps, d.Features)),
        ["Dense"] = d => new(
            new Dense(
                d.Units, d.Pick(0, _smooth), d.Coin(3), kernelRegularizer: d.Coin(4) ? new L2(.1f) : null, activityRegularizer: d.Coin(5) ? new L2(.1f) : null),
            d.Coin(6) ? d.Normal(d.Batch, d.Features) : d.Normal(d.Batch, d.Steps, d.Features)),
        ["Embedding"] = d => new(new Embedding(6, d.Units, maskZero: d.Coin(0)), d.Words(6)),
        ["Masking"] = d => new(new Masking(), d.Normal(d.Batch, d.Steps, d.Features)),
        ["Dropout"] = d => new(new Dropout(.5f), d.Normal(d.Batch, d.Steps, d.Features)) { DropoutMasks = new(d.Doubled(d.Batch, d.Coin(0) ? 1 : d.Steps, d.Features)) },
        ["SpatialDropout1D"] = d => new(new SpatialDropout1D(.5f), d.Normal(d.Batch, d.Steps, d.Features)) { DropoutMasks = new(d.Doubled(d.Batch, 1, d.Features)) },
        ["GaussianDropout"] = d => new(new GaussianDropout(.5f), d.Normal(d.Batch, d.Features)) { DropoutMasks = new(d.Normal(d.Batch, d.Features)) },
        ["GaussianNoise"] = d => new(new GaussianNoise(.5f), d.Normal(d.Batch, d.Features)) { DropoutMasks = new(d.Normal(d.Batch, d.Features)) },
        ["AlphaDropout"] = d => new(new AlphaDropout(.5f), d.Normal(d.Batch, d.Steps, d.Features)) { DropoutMasks = new(d.Doubled(d.Batch, d.Steps, d.Features)) },
        ["Flatten"] = d => new(new Flatten(), d.Normal(d.Batch, d.Steps, d.Features)),
        ["Reshape"] = d => new(new Reshape(d.Features, -1), d.Normal(d.Batch, d.Steps, d.Features)),
        ["Permute"] = d => new(new Permute(d.Coin(0) ? [3, 1, 2] : [2, 3, 1]), d.Normal(d.Batch, d.Steps, d.Features, 2)),
        ["RepeatVector"] = d => new(new RepeatVector(d.Steps), d.Normal(d.Batch, d.Features)),
        ["Conv1D"] = Conv1D,
        ["MaxPooling1D"] = d => new(new MaxPooling1D(d.Pick(0, 1, 2, 3), d.Pick(2, 1, 2), d.Coin(3) ? Padding.Same : Padding.Valid), d.Spread(d.Batch, d.Steps + 2, d.Features)),
        ["AveragePooling1D"] = d => new(new AveragePooling1D(d.Pick(0, 1, 2, 3), d.Pick(2, 1, 2), d.Coin(3) ? Padding.Same : Padding.Valid), d.Normal(d.Batch, d.Steps + 2, d.Features)),
        ["GlobalMaxPooling1D"] = d => new(new GlobalMaxPooling1D(d.Coin(0)), d.Spread(d.Batch, d.Steps, d.Features)),
        ["GlobalAveragePooling1D"] = d => new(new GlobalAveragePooling1D(d.Coin(0)), d.Normal(d.Batch, d.Steps, d.Features)) { Mask = d.Coin(1) ? d.Mask(d.Steps, keepsFirst: true) : null },
        ["ZeroPadding1D"] = d => new(new ZeroPadding1D(d.Pick(0, 0, 1, 2), d.Pick(2, 0, 1)), d.Normal(d.Batch, d.Steps, d.Features)),
        ["Cropping1D"] = d => new(new Cropping1D(d.Pick(0, 0, 1), d.Pick(1, 0, 1)), d.Normal(d.Batch, d.Steps + 2, d.Features)),
        ["UpSampling1D"] = d => new(new UpSampling1D(d.Pick(0, 1, 2, 3)), d.Normal(d.Batch, d.Steps, d.Features)),
        ["BatchNormalization"] = d => new(new BatchNormalization(d.Pick(0, -1, 1), center: d.Coin(1), scale: d.Coin(2)), d.Spread(d.Batch + 3, d.Steps, d.Features)) { IsTraining = d.Coin(3) },
        ["LayerNormalization"] = d => new(new LayerNormalization(center: d.Coin(0), scale: d.Coin(1)), d.Spread(d.Batch, d.Steps, d.Features + 3)),
        ["UnitNormalization"] = d => new(new UnitNormalization(d.Coin(0) ? [1, 2] : [-1]), d.Spread(d.Batch, d.Steps, d.Features + 2)),
        ["Add"] = d => new(new Add(), d.Normal(d.Batch, d.Steps, d.Features), d.Normal(d.Batch, d.Coin(0) ? 1 : d.Steps, d.Features)),
        ["Subtract"] = d => new(new Subtract(), d.Normal(d.Batch, d.Steps, d.Features), d.Normal(d.Batch, d.Steps, d.Coin(0) ? 1 : d.Features)),
        ["Multiply"] = d => new(new Multiply(), d.Normal(d.Batch, d.Steps), d.Normal(d.Batch, d.Steps), d.Normal(d.Batch, d.Coin(0) ? 1 : d.Steps)),
        ["Average"] = d => new(new Average(), d.Normal(d.Batch, d.Steps), d.Normal(d.Batch, d.Steps), d.Normal(d.Batch, d.Steps)),
        ["Maximum"] = d => new(new Maximum(), d.Spread(d.Batch, d.Steps), d.Spread(d.Batch, d.Steps)),
        ["Minimum"] = d => new(new Minimum(), d.Spread(d.Batch, d.Steps), d.Spread(d.Batch, d.Steps)),
        ["Concatenate"] = d => d.Coin(0)
            ? new(new Concatenate(axis: 1), d.Normal(d.Batch, d.Steps, d.Features), d.Normal(d.Batch, d.Units, d.Features))
            : new(new Concatenate(), d.Normal(d.Batch, d.Steps, d.Features), d.Normal(d.Batch, d.Steps, d.Units)),
        ["Dot"] = d => d.Coin(0)
            ? new(new Dot(1, 2), d.Normal(d.Batch, d.Steps, d.Features), d.Normal(d.Batch, d.Units, d.Steps))
            : new(new Dot(2, 2, normalize: true), d.Spread(d.Batch, d.Steps, d.Features + 2), d.Spread(d.Batch, d.Units, d.Features + 2)),
        ["Attention"] = d => Attend(d, new Attention(d.Coin(0), d.Coin(1) ? ScoreMode.Concat : ScoreMode.Dot, useCausalMask: d.Coin(2))),
        ["AdditiveAttention"] = d => Attend(d, new AdditiveAttention(d.Coin(0), useCausalMask: d.Coin(2))),
        ["MultiHeadAttention"] = MultiHeadAttention,
        ["LSTM"] = d => Recurrent(d, "LSTM"),
        ["LSTM with silu"] = d => Recurrent(d, "LSTM silu"),
        ["GRU"] = d => Recurrent(d, "GRU"),
        ["GRU with silu"] = d => Recurrent(d, "GRU silu"),
        ["GRU that resets before"] = d => Recurrent(d, "GRU reset before"),
        ["SimpleRNN"] = d => Recurrent(d, "SimpleRNN"),
        ["Bidirectional"] = Bidirectional,
        ["TimeDistributed"] = d => new(new TimeDistributed(d.Coin(0) ? new Dense(d.Units, "tanh") : new LSTM(d.Units)), d.Normal(d.Batch, d.Steps, 2, d.Features)),
        ["Sequential"] = Sequential,
        ["Functional"] = Functional,
    };

    public static IReadOnlyCollection<string> Kinds => _kinds.Keys;

    /// <summary>The layer is new with every call, and its numbers are those of the draw.</summary>
    public static LayerCase Make(string kind, LayerDraw draw) => _kinds[kind](draw with { });

    static LayerCase Conv1D(LayerDraw d)
    {
        var groups = d.Pick(0, 1, 2);
        var strides = d.Pick(1, 1, 2);
        return new(
            new Conv1D(
                groups * d.Units, d.Pick(2, 1, 2, 3), strides, d.Pick(4, Enum.GetValues<Padding>()), strides > 1 ? 1 : d.Pick(6, 1, 2), groups, d.Pick(7, _smooth), useBias: d.Coin(10)),
            d.Normal(d.Batch, d.Steps + 4, groups * d.Features));
    }

    static Tensor[] Sequences(LayerDraw d, int width)
    {
        var (query, value) = (d.Normal(d.Batch, d.Steps, width), d.Normal(d.Batch, d.Units, width));
        return d.Coin(3) ? [query, value, d.Normal(d.Batch, d.Units, width)] : [query, value];
    }

    static LayerCase Attend(LayerDraw d, Layer layer)
        => new(layer, Sequences(d, d.Features)) { SecondMask = d.Coin(4) ? d.Mask(d.Units, keepsFirst: true) : null };

    static LayerCase MultiHeadAttention(LayerDraw d)
    {
        var takesMask = d.Coin(0);
        var layer = new MultiHeadAttention(
            d.Pick(5, 1, 2), d.Pick(6, 1, 2, 3), d.Coin(8) ? 2 : null, useBias: d.Coin(9), outputShape: d.Coin(10) ? 2 : null, useCausalMask: d.Coin(1), takesAttentionMask: takesMask);
        List<Tensor> inputs = [.. Sequences(d, d.Features)];
        if (takesMask)
        {
            inputs.Add(RandomTensors.Mask(new Random(d.Seed), new(d.Batch, d.Steps, d.Units)));
            for (var row = 0; row < inputs[^1].NumRows; row++)
                inputs[^1].Row(row)[0] = 1; // a query that may look nowhere looks everywhere, to a rounding
        }

        return new(layer, inputs) { SecondMask = d.Coin(4) ? d.Mask(d.Units, keepsFirst: true) : null };
    }

    static LayerCase Recurrent(LayerDraw d, string name)
    {
        var layer = RecurrentCases.Create(
            name, d.Units, returnSequences: d.Coin(0), goBackwards: d.Coin(1), returnState: d.Coin(2), useBias: d.Coin(3), zeroOutputForMask: d.Coin(4));
        List<Tensor> inputs = [d.Normal(d.Batch, d.Steps, d.Features)];
        for (var state = 0; d.Coin(5) && state < layer.NumStates; state++)
            inputs.Add(d.Normal(d.Batch, d.Units));
        var (gates, masks) = (name[0] switch { 'L' => 4, 'G' => 3, _ => 1 }, d.Coin(6) ? d.Steps : 1);
        return new(layer, inputs)
        {
            Mask = d.Coin(7) ? d.Mask(d.Steps) : null,
            DropoutMasks = d.Coin(8) ? new(d.Doubled(masks, gates, d.Batch, d.Features), d.Doubled(masks, gates, d.Batch, d.Units)) : null,
        };
    }

    static LayerCase Bidirectional(LayerDraw d)
    {
        var reader = RecurrentCases.Create(d.Pick(0, "LSTM", "GRU", "SimpleRNN"), d.Units, returnSequences: d.Coin(2), returnState: d.Coin(3));
        return new(new Bidirectional(reader, d.Pick(4, Enum.GetValues<MergeMode>())), d.Normal(d.Batch, d.Steps, d.Features)) { Mask = d.Coin(7) ? d.Mask(d.Steps) : null };
    }

    static LayerCase Sequential(LayerDraw d)
    {
        var model = new Sequential([new Dense(d.Units, "tanh"), new Sequential([new GRU(2, returnSequences: d.Coin(0))])]);
        return new(model, d.Normal(d.Batch, d.Steps, d.Features)) { Mask = d.Coin(1) ? d.Mask(d.Steps) : null };
    }

    static LayerCase Functional(LayerDraw d)
    {
        var (first, second) = (KerasTensor.Input([d.Features], "first"), KerasTensor.Input([d.Features], "second"));
        var shared = new Dense(d.Features, "tanh") { Name = "shared" };
        var sum = new Add { Name = "sum" }.Call(shared.Call(first), shared.Call(second));
        return new(new Functional([first, second], d.Coin(0) ? [sum, shared.Call(sum)] : [sum]), d.Normal(d.Batch, d.Features), d.Normal(d.Batch, d.Features));
    }
}
