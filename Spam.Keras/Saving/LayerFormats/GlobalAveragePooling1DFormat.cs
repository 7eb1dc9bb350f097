using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>GlobalAveragePooling1D in files.</summary>
sealed class GlobalAveragePooling1DFormat : LayerFormatOf<GlobalAveragePooling1D>
{
    /// <inheritdoc/>
    public override bool HasKeras3BuildConfig => false;

    /// <inheritdoc/>
    public override bool HasKeras3MaskArgument => true;

    /// <inheritdoc/>
    protected override GlobalAveragePooling1D Read(ConfigReader config)
    {
        config.RequireChannelsLast();
        return new(config.Flag("keepdims", fallback: false), config.Dialect);
    }

    /// <inheritdoc/>
    protected override void Write(GlobalAveragePooling1D layer, ConfigWriter config)
    {
        config.AddFixed("data_format", "channels_last");
        config.AddUnless(false, "keepdims", layer.KeepDims);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<GraphValue> AddTo(LayerGraph graph, GlobalAveragePooling1D layer, IReadOnlyList<GraphValue> inputs)
    {
        var (nodes, input) = (graph.Nodes, inputs[0]);
        if (input.Mask is null)
            return [input with { Output = nodes.Reduce("Mean", input.Output, axis: 1, layer.KeepDims) }];

        var weights = nodes.AddAxis(nodes.AsNumbers(input.Mask), 2);
        var sums = nodes.Reduce("Sum", nodes.Product(input.Output, weights), axis: 1, layer.KeepDims);
        return [input with { Output = nodes.Quotient(sums, nodes.Reduce("Sum", weights, axis: 1, layer.KeepDims)), Mask = null }];
    }
}
