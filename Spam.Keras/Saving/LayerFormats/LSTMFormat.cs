using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.Protos;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>LSTM in files. How long its dropout masks live has no place in Keras's configs.</summary>
sealed class LSTMFormat : LayerFormatOf<LSTM>
{
    const int NumGates = 4;

    /// <inheritdoc/>
    public override string Identifier => "_tf_keras_rnn_layer";

    /// <inheritdoc/>
    public override string? StatesName => "initial_state";

    /// <inheritdoc/>
    public override bool HasKeras3MaskArgument => true;

    /// <inheritdoc/>
    public override bool WritesTraining => true;

    /// <inheritdoc/>
    public override string VariableName(Layer layer, LayerWeight weight) => $"{layer.Name}/lstm_cell/{weight.Parameter.Name}";

    /// <inheritdoc/>
    protected override LSTM Read(ConfigReader config)
    {
        var options = RecurrentConfig.Read(config);
        return RecurrentConfig.WithConstraints(
            config, new LSTM(options, ActivationConfig.Read(config, "recurrent_activation", "sigmoid"), config.Flag("unit_forget_bias", fallback: true)));
    }

    /// <inheritdoc/>
    protected override void Write(LSTM layer, ConfigWriter config)
    {
        RecurrentConfig.WriteLoop(config, layer);
        ActivationConfig.Write(config, "recurrent_activation", layer.RecurrentActivation, "sigmoid");
        config.AddUnless(true, "use_bias", layer.UseBias);
        RecurrentConfig.WriteInitializers(config, layer);
        config.AddUnless(true, "unit_forget_bias", layer.UnitForgetBias);
        RecurrentConfig.WriteRest(config, layer);
        config.AddFixed(ConfigForm.Keras2, "implementation", layer.Implementation);
        config.AddFixed(ConfigForm.Keras3, "seed", null);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<LayerWeight> Weights(LSTM layer, Shape inputShape)
    {
        var gates = NumGates * layer.Units;
        var kernel = new LayerWeight("cell/kernel", layer.Kernel, new(inputShape[^1], gates));
        var recurrent = new LayerWeight("cell/recurrent_kernel", layer.RecurrentKernel, new(layer.Units, gates));
        return layer.Bias is { } bias ? [kernel, recurrent, new("cell/bias", bias, new(gates))] : [kernel, recurrent];
    }

    /// <inheritdoc/>
    protected override GraphValue AddTo(LayerGraph graph, LSTM layer, GraphValue input)
    {
        if (layer.ReturnState || layer.Stateful || layer.ZeroOutputForMask)
            throw new KerasException($"{layer} has returnState, stateful or zeroOutputForMask, which SavedModel folders are not written with. Save it without them.");

        var loop = new RecurrentLoop(layer.Name, layer.Units, NumGates, layer.ReturnSequences, layer.GoBackwards, ["h", "c"], Step);
        var kernel = graph.Read("cell/kernel");
        var recurrent = graph.Read("cell/recurrent_kernel");
        var bias = layer.UseBias ? graph.Read("cell/bias") : null;
        return loop.AddTo(graph.Nodes, graph.Library, input with { Output = graph.AsFloat(input), Type = DataType.DtFloat }, kernel, recurrent, bias);

        IReadOnlyList<string> Step(GraphBuilder nodes, string inputs, string recurrentKernel, IReadOnlyList<string> states)
        {
            var gates = nodes.Split(nodes.Sum(inputs, nodes.MatMul(states[0], recurrentKernel)), NumGates, axis: 1);
            var i = nodes.Activate(gates[0], layer.RecurrentActivation, layer);
            var f = nodes.Activate(gates[1], layer.RecurrentActivation, layer);
            var o = nodes.Activate(gates[3], layer.RecurrentActivation, layer);
            var kept = nodes.Product(f, states[1]);
            var cell = nodes.Sum(kept, nodes.Product(i, nodes.Activate(gates[2], layer.Activation, layer)));
            return [nodes.Product(o, nodes.Activate(cell, layer.Activation, layer)), cell];
        }
    }
}
