using Spam.Keras.Activations;
using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>ELU in files.</summary>
sealed class ELUFormat : StepFormat<ELU>
{
    /// <inheritdoc/>
    public override bool HasKeras3BuildConfig => false;

    /// <inheritdoc/>
    protected override ELU Read(ConfigReader config) => new(config.Number("alpha", 1));

    /// <inheritdoc/>
    protected override void Write(ELU layer, ConfigWriter config) => config.AddRounded("alpha", layer.Alpha);

    /// <inheritdoc/>
    protected override string AddTo(LayerGraph graph, ELU layer, GraphValue input)
        => graph.Nodes.Activate(input.Output, new Elu(layer.Alpha), layer);
}
