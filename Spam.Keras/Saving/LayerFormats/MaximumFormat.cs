using Spam.Keras.Layers;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Maximum in files.</summary>
sealed class MaximumFormat() : MergeFormat<Maximum>("Maximum");
