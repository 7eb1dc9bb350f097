using Spam.Keras;
using Spam.Keras.Layers;
using Spam.Keras.Layers.Recurrent;

namespace Spam.Tests.Keras.Layers.Recurrent;

/// <summary>The recurrent layers, by name, for tests of what all of them do.</summary>
static class RecurrentCases
{
    public static TheoryData<string> Names => new("LSTM", "LSTM silu", "GRU", "GRU silu", "GRU reset before", "SimpleRNN");

    public static RecurrentLayer Create(
        string name, int units, bool returnSequences = false, bool goBackwards = false, bool returnState = false, bool stateful = false,
        float dropout = 0, float recurrentDropout = 0, RecurrentDropout life = RecurrentDropout.PerSequence, bool useBias = true,
        bool zeroOutputForMask = false)
        => name switch
        {
            "LSTM" or "LSTM silu" => new LSTM(
                units, ActivationOf(name), "sigmoid", useBias, dropout: dropout, recurrentDropout: recurrentDropout,
                returnSequences: returnSequences, goBackwards: goBackwards, returnState: returnState, stateful: stateful,
                zeroOutputForMask: zeroOutputForMask, dropoutMaskLife: life),
            "SimpleRNN" => new SimpleRNN(
                units, useBias: useBias, dropout: dropout, recurrentDropout: recurrentDropout, returnSequences: returnSequences,
                goBackwards: goBackwards, returnState: returnState, stateful: stateful, zeroOutputForMask: zeroOutputForMask, dropoutMaskLife: life),
            _ => new GRU(
                units, ActivationOf(name), "sigmoid", useBias, resetAfter: name != "GRU reset before", dropout: dropout,
                recurrentDropout: recurrentDropout, returnSequences: returnSequences, goBackwards: goBackwards, returnState: returnState,
                stateful: stateful, zeroOutputForMask: zeroOutputForMask, dropoutMaskLife: life),
        };

    /// <summary>Builds the layer, with a bias that is not zero.</summary>
    public static RecurrentLayer Built(this RecurrentLayer layer, Shape inputs)
    {
        layer.Build(new Random(7), inputs);
        layer.Bias?.Assign(RandomTensors.Normal(new Random(8), layer.Bias.Value.Shape).Span);
        return layer;
    }

    // Another activation than Keras's own takes the path that is not fused.
    static string ActivationOf(string name) => name.EndsWith("silu", StringComparison.Ordinal) ? "silu" : "tanh";
}
