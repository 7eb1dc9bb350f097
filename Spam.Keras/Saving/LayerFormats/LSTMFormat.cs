using Spam.Keras.Initializers;
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
    public override string VariableName(Layer layer, LayerWeight weight) => $"{layer.Name}/lstm_cell/{weight.Parameter.Name}";

    /// <inheritdoc/>
    protected override LSTM Read(ConfigReader config)
    {
        RecurrentConfig.RefuseWhatIsNotSupported(config);
        return new(
            config.Size("units"),
            ActivationConfig.Read(config, "activation", "tanh"),
            ActivationConfig.Read(config, "recurrent_activation", "sigmoid"),
            useBias: config.Flag("use_bias", fallback: true),
            unitForgetBias: config.Flag("unit_forget_bias", fallback: true),
            dropout: config.Rate("dropout", fallback: 0),
            recurrentDropout: config.Rate("recurrent_dropout", fallback: 0),
            returnSequences: config.Flag("return_sequences", fallback: false),
            goBackwards: config.Flag("go_backwards", fallback: false),
            kernelInitializer: InitializerConfig.Read(config, "kernel_initializer"),
            recurrentInitializer: InitializerConfig.Read(config, "recurrent_initializer"),
            biasInitializer: InitializerConfig.Read(config, "bias_initializer"),
            kernelRegularizer: RegularizerConfig.Read(config, "kernel_regularizer"),
            recurrentRegularizer: RegularizerConfig.Read(config, "recurrent_regularizer"),
            biasRegularizer: RegularizerConfig.Read(config, "bias_regularizer"));
    }

    /// <inheritdoc/>
    protected override void Write(LSTM layer, ConfigWriter config)
    {
        RecurrentConfig.Write(config, layer);
        ActivationConfig.Write(config, "recurrent_activation", layer.RecurrentActivation, "sigmoid");
        config.AddUnless(true, "unit_forget_bias", layer.UnitForgetBias);
        if (layer.Bias is { Initializer: var initializer })
            InitializerConfig.Write(config, "bias_initializer", initializer is ForgetBias forget ? forget.Others : initializer, new Zeros());
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
