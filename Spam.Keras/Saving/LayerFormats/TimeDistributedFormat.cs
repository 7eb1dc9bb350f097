using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>TimeDistributed in configs.</summary>
sealed class TimeDistributedFormat : ConfigOnlyFormat<TimeDistributed>
{
    /// <inheritdoc/>
    public override bool HasKeras3MaskArgument => true;

    /// <inheritdoc/>
    protected override TimeDistributed Read(ConfigReader config)
    {
        var inner = config.Find("layer") ?? throw config.Fail("layer", "is missing; it is what runs at every step");
        return new(KnownLayers.ReadInner(inner, config));
    }

    /// <inheritdoc/>
    protected override void Write(TimeDistributed layer, ConfigWriter config) => config.Add("layer", KnownLayers.WriteInner(layer.Layer, config.Form));
}
