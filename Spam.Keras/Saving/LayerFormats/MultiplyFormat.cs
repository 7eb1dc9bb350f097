using Spam.Keras.Layers;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Multiply in files.</summary>
sealed class MultiplyFormat() : MergeFormat<Multiply>("Mul");
