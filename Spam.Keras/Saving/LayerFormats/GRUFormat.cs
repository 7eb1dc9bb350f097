using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>GRU in files.</summary>
sealed class GRUFormat() : RecurrentFormat<GRU>("gru_cell", numGates: 3, "h")
{
    /// <inheritdoc/>
    protected override GRU Read(ConfigReader config)
    {
        var options = RecurrentConfig.Read(config);
        return RecurrentConfig.WithConstraints(
            config, new GRU(options, ActivationConfig.Read(config, "recurrent_activation", "sigmoid"), config.Flag("reset_after", fallback: true)));
    }

    /// <inheritdoc/>
    protected override void Write(GRU layer, ConfigWriter config)
    {
        RecurrentConfig.WriteLoop(config, layer);
        ActivationConfig.Write(config, "recurrent_activation", layer.RecurrentActivation, "sigmoid");
        config.AddUnless(true, "use_bias", layer.UseBias);
        RecurrentConfig.WriteInitializers(config, layer);
        RecurrentConfig.WriteRest(config, layer);
        config.AddFixed(ConfigForm.Keras2, "implementation", layer.Implementation);
        config.AddUnless(true, "reset_after", layer.ResetAfter);
        config.AddFixed(ConfigForm.Keras3, "seed", null);
    }

    /// <inheritdoc/>
    protected override bool HasRecurrentBias(GRU layer) => layer.ResetAfter && layer.UseBias;

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Step(GraphBuilder nodes, GRU layer, string inputs, IReadOnlyList<string> states)
    {
        var x = nodes.Split(inputs, 3, axis: 1);
        var (update, candidate) = layer.ResetAfter ? ResetAfter(nodes, layer, x, states[0]) : ResetBefore(nodes, layer, x, states[0]);
        var kept = nodes.Product(update, states[0]);
        return [nodes.Sum(kept, nodes.Product(nodes.Difference(nodes.Const(1f), update), candidate))];
    }

    static (string Update, string Candidate) ResetAfter(GraphBuilder nodes, GRU layer, string[] x, string state)
    {
        var product = nodes.MatMul(state, RecurrentLoop.RecurrentKernel);
        if (layer.UseBias)
            product = nodes.AddBias(product, RecurrentLoop.RecurrentBias);
        var h = nodes.Split(product, 3, axis: 1);
        var update = nodes.Activate(nodes.Sum(x[0], h[0]), layer.RecurrentActivation, layer);
        var reset = nodes.Activate(nodes.Sum(x[1], h[1]), layer.RecurrentActivation, layer);
        return (update, nodes.Activate(nodes.Sum(x[2], nodes.Product(reset, h[2])), layer.Activation, layer));
    }

    static (string Update, string Candidate) ResetBefore(GraphBuilder nodes, GRU layer, string[] x, string state)
    {
        var kernels = nodes.Split(RecurrentLoop.RecurrentKernel, 3, axis: 1);
        var update = nodes.Activate(nodes.Sum(x[0], nodes.MatMul(state, kernels[0])), layer.RecurrentActivation, layer);
        var reset = nodes.Activate(nodes.Sum(x[1], nodes.MatMul(state, kernels[1])), layer.RecurrentActivation, layer);
        return (update, nodes.Activate(nodes.Sum(x[2], nodes.MatMul(nodes.Product(reset, state), kernels[2])), layer.Activation, layer));
    }
}
