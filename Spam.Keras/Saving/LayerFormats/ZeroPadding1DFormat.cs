using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>ZeroPadding1D in files.</summary>
sealed class ZeroPadding1DFormat : StepFormat<ZeroPadding1D>
{
    /// <inheritdoc/>
    protected override ZeroPadding1D Read(ConfigReader config)
    {
        config.RequireChannelsLast();
        return config.WholesOrNull("padding") switch
        {
            null => new(),
            [var both] => new(both),
            [var left, var right] => new(left, right),
            _ => throw config.Fail("padding", "has more than two entries; expected a whole number, or two in a list"),
        };
    }

    /// <inheritdoc/>
    protected override void Write(ZeroPadding1D layer, ConfigWriter config)
    {
        config.Add("padding", [layer.Padding.Left, layer.Padding.Right]);
        config.AddFixed(ConfigForm.Keras3, "data_format", "channels_last");
    }

    /// <inheritdoc/>
    protected override string AddTo(LayerGraph graph, ZeroPadding1D layer, GraphValue input)
        => graph.Nodes.PadSteps(input.Output, layer.Padding.Left, layer.Padding.Right);
}
