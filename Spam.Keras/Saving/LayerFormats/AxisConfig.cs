using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Axes of normalizing layers in configs.</summary>
static class AxisConfig
{
    /// <summary>The axes as the form has them: Keras 2 counts those of a built layer from the front, and the brief form counts the last from the back.</summary>
    public static IReadOnlyList<int> Places(Layer layer, IReadOnlyList<int> axes, ConfigWriter config)
    {
        if (layer.BuildInputShapes is not [var shape, ..] || config.Form == ConfigForm.Keras3)
            return axes;

        return config.Form == ConfigForm.Keras2
            ? [.. axes.Select(axis => axis < 0 ? axis + shape.Rank : axis)]
            : [.. axes.Select(axis => axis == shape.Rank - 1 ? -1 : axis)];
    }
}
