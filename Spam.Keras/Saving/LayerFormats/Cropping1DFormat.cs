using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Cropping1D in files.</summary>
sealed class Cropping1DFormat : StepFormat<Cropping1D>
{
    /// <inheritdoc/>
    protected override Cropping1D Read(ConfigReader config)
    {
        return config.WholesOrNull("cropping") switch
        {
            null => new(),
            [var both] => new(both),
            [var left, var right] => new(left, right),
            _ => throw config.Fail("cropping", "has more than two entries; expected a whole number, or two in a list"),
        };
    }

    /// <inheritdoc/>
    protected override void Write(Cropping1D layer, ConfigWriter config) => config.Add("cropping", [layer.Cropping.Left, layer.Cropping.Right]);

    /// <inheritdoc/>
    protected override string AddTo(LayerGraph graph, Cropping1D layer, GraphValue input)
        => graph.Nodes.CropSteps(input.Output, layer.Cropping.Left, layer.Cropping.Right);
}
