using Spam.Keras.Layers;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Minimum in files.</summary>
sealed class MinimumFormat() : MergeFormat<Minimum>("Minimum");
