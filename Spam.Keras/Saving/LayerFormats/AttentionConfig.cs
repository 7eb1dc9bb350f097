using Spam.Keras.Layers;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>What attention layers share in configs.</summary>
static class AttentionConfig
{
    /// <summary>Refuses what Keras takes with each call: a layer's config has no place for it.</summary>
    public static void RefuseCallOptions(ConfigWriter config, Layer layer)
    {
        if (layer is DenseAttention { UseCausalMask: true } or MultiHeadAttention { UseCausalMask: true } or MultiHeadAttention { TakesAttentionMask: true })
        {
            throw new KerasException(
                $"{config.Owner} is called with a causal or an attention mask, an argument of the call in Keras, which configs are written without. " +
                "Make it without useCausalMask and takesAttentionMask, or keep the model's code.");
        }
    }
}
