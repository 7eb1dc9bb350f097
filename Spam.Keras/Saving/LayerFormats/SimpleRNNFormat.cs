using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>SimpleRNN in files.</summary>
sealed class SimpleRNNFormat() : RecurrentFormat<SimpleRNN>("simple_rnn_cell", numGates: 1, "h")
{
    /// <inheritdoc/>
    protected override SimpleRNN Read(ConfigReader config) => RecurrentConfig.WithConstraints(config, new SimpleRNN(RecurrentConfig.Read(config)));

    /// <inheritdoc/>
    protected override void Write(SimpleRNN layer, ConfigWriter config)
    {
        RecurrentConfig.WriteLoop(config, layer);
        config.AddUnless(true, "use_bias", layer.UseBias);
        RecurrentConfig.WriteInitializers(config, layer);
        RecurrentConfig.WriteRest(config, layer);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Step(GraphBuilder nodes, SimpleRNN layer, string inputs, IReadOnlyList<string> states)
        => [nodes.Activate(nodes.Sum(inputs, nodes.MatMul(states[0], RecurrentLoop.RecurrentKernel)), layer.Activation, layer)];
}
