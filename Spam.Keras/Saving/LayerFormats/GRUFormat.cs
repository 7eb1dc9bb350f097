using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>GRU in configs.</summary>
sealed class GRUFormat : ConfigOnlyFormat<GRU>
{
    /// <inheritdoc/>
    public override string? StatesName => "initial_state";

    /// <inheritdoc/>
    public override bool HasKeras3MaskArgument => true;

    /// <inheritdoc/>
    public override bool WritesTraining => true;

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
}
