using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Attention in configs.</summary>
sealed class AttentionFormat : ConfigOnlyFormat<Attention>
{
    static readonly Dictionary<ScoreMode, string> _modes = new() { [ScoreMode.Dot] = "dot", [ScoreMode.Concat] = "concat" };

    /// <inheritdoc/>
    public override bool HasKeras3MaskArgument => true;

    /// <inheritdoc/>
    public override AttentionCall AttentionCallOf(Layer layer) => new(((DenseAttention)layer).UseCausalMask, TakesMask: false);

    /// <inheritdoc/>
    protected override Attention Read(ConfigReader config)
    {
        config.Ignore("seed"); // no two programs draw the same numbers
        return new(config.Flag("use_scale", fallback: false), config.Choice("score_mode", _modes, ScoreMode.Dot), config.Rate("dropout", fallback: 0));
    }

    /// <inheritdoc/>
    protected override void Write(Attention layer, ConfigWriter config)
    {
        if (config.Form == ConfigForm.Keras2)
            config.Add("dropout", layer.Dropout);
        config.AddUnless(false, "use_scale", layer.UseScale);
        config.AddUnless("dot", "score_mode", _modes[layer.ScoreMode]);
        if (config.Form != ConfigForm.Keras2)
            config.AddUnless(0f, "dropout", layer.Dropout);
        config.AddFixed(ConfigForm.Keras3, "seed", null);
    }
}
