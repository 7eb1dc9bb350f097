using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>SimpleRNN in configs.</summary>
sealed class SimpleRNNFormat : ConfigOnlyFormat<SimpleRNN>
{
    /// <inheritdoc/>
    public override string? StatesName => "initial_state";

    /// <inheritdoc/>
    public override bool HasKeras3MaskArgument => true;

    /// <inheritdoc/>
    public override bool WritesTraining => true;

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
}
