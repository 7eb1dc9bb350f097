using Spam.Keras.Activations;
using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>ReLU in files.</summary>
sealed class ReLUFormat : StepFormat<ReLU>
{
    /// <inheritdoc/>
    public override bool HasKeras3BuildConfig => false;

    /// <inheritdoc/>
    protected override ReLU Read(ConfigReader config)
    {
        float? maxValue = config.Find("max_value") is null ? null : config.Number("max_value", 0);
        return new(maxValue, config.Number("negative_slope", 0), config.Number("threshold", 0));
    }

    /// <inheritdoc/>
    protected override void Write(ReLU layer, ConfigWriter config)
    {
        if (layer.MaxValue is { } maxValue)
            config.AddRounded("max_value", maxValue);
        else
            config.AddFixed("max_value", null);
        config.AddRounded("negative_slope", layer.NegativeSlope);
        config.AddRounded("threshold", layer.Threshold);
    }

    /// <inheritdoc/>
    protected override string AddTo(LayerGraph graph, ReLU layer, GraphValue input)
        => graph.Nodes.Activate(input.Output, new Relu(layer.MaxValue ?? float.PositiveInfinity, layer.NegativeSlope, layer.Threshold), layer);
}
