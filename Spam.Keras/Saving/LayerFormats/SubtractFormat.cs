using Spam.Keras.Layers;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Subtract in files.</summary>
sealed class SubtractFormat() : MergeFormat<Subtract>("Sub");
