using Spam.Keras.Layers;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Keras's names of the ways to go on at the ends of a sequence.</summary>
static class PaddingNames
{
    /// <summary>The name of each way.</summary>
    public static IReadOnlyDictionary<Padding, string> All { get; } = new Dictionary<Padding, string>
    {
        [Padding.Valid] = "valid",
        [Padding.Same] = "same",
        [Padding.Causal] = "causal",
    };
}
