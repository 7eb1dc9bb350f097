using Spam.Keras.Layers;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>Add in files.</summary>
sealed class AddFormat() : MergeFormat<Add>("AddV2");
