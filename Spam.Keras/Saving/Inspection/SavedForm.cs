namespace Spam.Keras.Saving.Inspection;

/// <summary>In which form a model, or its weights, is saved.</summary>
public enum SavedForm
{
    /// <summary>A SavedModel folder.</summary>
    SavedModel,

    /// <summary>A whole model in a <c>.keras</c> file.</summary>
    Keras,

    /// <summary>A whole model in an <c>.h5</c> file.</summary>
    H5,

    /// <summary>Weights alone in an <c>.h5</c> file, in the layout of Keras 2's <c>save_weights("w.h5")</c>.</summary>
    H5Weights,

    /// <summary>Weights alone in a <c>.weights.h5</c> file.</summary>
    Weights,

    /// <summary>Weights alone in a TensorFlow checkpoint: an <c>.index</c> file and its <c>.data</c> files.</summary>
    Checkpoint,
}
