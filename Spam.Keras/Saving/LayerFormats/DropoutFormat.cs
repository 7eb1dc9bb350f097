using System.Text.Json.Nodes;
using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Dropout in files. It predicts nothing new, so it leaves no node.</summary>
sealed class DropoutFormat : UnchangedFormat<Dropout>
{
    /// <inheritdoc/>
    public override bool HasKeras3BuildConfig => false;

    /// <inheritdoc/>
    protected override Dropout Read(ConfigReader config)
    {
        config.Ignore("seed"); // no two programs draw the same numbers
        return new(config.Rate("rate", fallback: 0), NoiseShape(config));
    }

    /// <inheritdoc/>
    protected override void Write(Dropout layer, ConfigWriter config)
    {
        config.Add("rate", layer.Rate);
        config.AddFixed(ConfigForm.Keras3, "seed", null);
        config.AddUnless((JsonNode?)null, "noise_shape", layer.NoiseShape is { } shape ? ShapeConfig.Write(new([.. shape])) : null);
        config.AddFixed(ConfigForm.Keras2, "seed", null);
    }

    internal static int[]? NoiseShape(ConfigReader config)
    {
        if (config.Find("noise_shape") is not { } value)
            return null;

        return ShapeConfig.TryRead(value) is { } shape
            ? shape.Sizes.ToArray()
            : throw config.Fail("noise_shape", "is no list of sizes");
    }
}
