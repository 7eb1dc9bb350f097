using Spam.Keras.Activations;
using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>LeakyReLU in files. Each Keras has a word of its own for its slope; the brief form has the older one, which both take.</summary>
sealed class LeakyReLUFormat : StepFormat<LeakyReLU>
{
    /// <inheritdoc/>
    public override bool HasKeras3BuildConfig => false;

    /// <inheritdoc/>
    protected override LeakyReLU Read(ConfigReader config) => new(config.Number(Option(config.Dialect), .3f));

    /// <inheritdoc/>
    protected override void Write(LeakyReLU layer, ConfigWriter config) => config.AddRounded(Option(config.Dialect), layer.Alpha);

    static string Option(Dialect dialect) => dialect == Dialect.Keras2 ? "alpha" : "negative_slope";

    /// <inheritdoc/>
    protected override string AddTo(LayerGraph graph, LeakyReLU layer, GraphValue input)
        => graph.Nodes.Activate(input.Output, new LeakyRelu(layer.Alpha), layer);
}
