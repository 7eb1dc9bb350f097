using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>LSTM in files. How long its dropout masks live has no place in Keras's configs.</summary>
sealed class LSTMFormat() : RecurrentFormat<LSTM>("lstm_cell", numGates: 4, "h", "c")
{
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
    protected override IReadOnlyList<string> Step(GraphBuilder nodes, LSTM layer, string inputs, IReadOnlyList<string> states)
    {
        var gates = nodes.Split(nodes.Sum(inputs, nodes.MatMul(states[0], RecurrentLoop.RecurrentKernel)), 4, axis: 1);
        var i = nodes.Activate(gates[0], layer.RecurrentActivation, layer);
        var f = nodes.Activate(gates[1], layer.RecurrentActivation, layer);
        var o = nodes.Activate(gates[3], layer.RecurrentActivation, layer);
        var kept = nodes.Product(f, states[1]);
        var cell = nodes.Sum(kept, nodes.Product(i, nodes.Activate(gates[2], layer.Activation, layer)));
        return [nodes.Product(o, nodes.Activate(cell, layer.Activation, layer)), cell];
    }
}
