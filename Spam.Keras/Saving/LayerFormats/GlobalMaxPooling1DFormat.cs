using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>GlobalMaxPooling1D in files.</summary>
sealed class GlobalMaxPooling1DFormat : StepFormat<GlobalMaxPooling1D>
{
    /// <inheritdoc/>
    public override bool HasKeras3BuildConfig => false;

    /// <inheritdoc/>
    protected override GlobalMaxPooling1D Read(ConfigReader config)
    {
        config.RequireChannelsLast();
        return new(config.Flag("keepdims", fallback: false));
    }

    /// <inheritdoc/>
    protected override void Write(GlobalMaxPooling1D layer, ConfigWriter config)
    {
        config.AddFixed("data_format", "channels_last");
        config.AddUnless(false, "keepdims", layer.KeepDims);
    }

    /// <inheritdoc/>
    protected override string AddTo(LayerGraph graph, GlobalMaxPooling1D layer, GraphValue input)
        => graph.Nodes.Reduce("Max", input.Output, axis: 1, layer.KeepDims);
}
