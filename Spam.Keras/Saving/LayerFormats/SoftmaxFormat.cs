using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Softmax in configs.</summary>
sealed class SoftmaxFormat : ConfigOnlyFormat<Softmax>
{
    /// <inheritdoc/>
    public override bool HasKeras3BuildConfig => false;

    /// <inheritdoc/>
    public override bool HasKeras3MaskArgument => true;

    /// <inheritdoc/>
    protected override Softmax Read(ConfigReader config)
    {
        if (config.WholesOrNull("axis") is not { } axes)
            return new();

        return axes.Count == 1 ? new(axes[0]) : throw config.Fail("axis", "has several axes; a softmax over one is supported");
    }

    /// <inheritdoc/>
    protected override void Write(Softmax layer, ConfigWriter config) => config.AddUnless(-1, "axis", layer.Axis);
}
