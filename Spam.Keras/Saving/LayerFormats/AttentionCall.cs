using Spam.Keras.Layers;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>What attention layers are called with in Keras beside their sequences, and have as options here.</summary>
/// <param name="UsesCausalMask">Whether a query sees no later key than itself: <c>use_causal_mask</c>.</param>
/// <param name="TakesMask">Whether the last input is a mask of queries and keys: <c>attention_mask</c>.</param>
sealed record AttentionCall(bool UsesCausalMask, bool TakesMask)
{
    /// <summary>Keras's name of the argument that says so.</summary>
    public const string CausalName = "use_causal_mask";

    /// <summary>Keras's name of the mask's argument.</summary>
    public const string MaskName = "attention_mask";

    /// <summary>Refuses what has no place: in Keras these are arguments of a call, and a layer within another is not called by name.</summary>
    /// <exception cref="KerasException">The layer has one of them.</exception>
    public static void RefuseWithin(Layer layer)
    {
        if (KnownLayers.Of(layer).AttentionCallOf(layer) is { UsesCausalMask: true } or { TakesMask: true })
        {
            throw new KerasException(
                $"{layer} is called with a causal or an attention mask, an argument of the call in Keras, which a layer within a layer has no place for. " +
                "Make it without useCausalMask and takesAttentionMask, or give it a call of its own in a Functional model.");
        }
    }

    /// <summary>Gives a layer that a config described what its calls say.</summary>
    public void SetFor(Layer layer)
    {
        if (layer is DenseAttention dense)
            dense.UseCausalMask = UsesCausalMask;
        if (layer is MultiHeadAttention heads)
            (heads.UseCausalMask, heads.TakesAttentionMask) = (UsesCausalMask, TakesMask);
    }
}
