using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Activation in files.</summary>
sealed class ActivationFormat : StepFormat<ActivationLayer>
{
    /// <inheritdoc/>
    public override string ClassName => "Activation";

    /// <inheritdoc/>
    public override bool HasKeras3BuildConfig => false;

    /// <inheritdoc/>
    protected override ActivationLayer Read(ConfigReader config) => new(ActivationConfig.Read(config, "activation", "linear"));

    /// <inheritdoc/>
    protected override void Write(ActivationLayer layer, ConfigWriter config) => config.Add("activation", ActivationConfig.Name(config, "activation", layer.Activation));

    /// <inheritdoc/>
    protected override string AddTo(LayerGraph graph, ActivationLayer layer, GraphValue input)
        => graph.Nodes.Activate(input.Output, layer.Activation, layer);
}
