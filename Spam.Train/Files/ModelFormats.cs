using Spam.Keras.Saving.Inspection;

namespace Spam.Train.Files;

/// <summary>How forms are written on the command line and in the manifest, and called in what is printed.</summary>
static class ModelFormats
{
    static readonly SavedForm[] _wholeModels = [SavedForm.SavedModel, SavedForm.Keras, SavedForm.H5];

    /// <summary>The names of those of whole models.</summary>
    public static IReadOnlyList<string> All { get; } = [.. _wholeModels.Select(Of)];

    /// <summary>The name of one.</summary>
    public static string Of(SavedForm form) => form switch
    {
        SavedForm.SavedModel => "saved_model",
        SavedForm.Keras => "keras",
        SavedForm.H5 => "h5",
        SavedForm.H5Weights => "h5_weights",
        SavedForm.Weights => "weights",
        _ => "checkpoint",
    };

    /// <summary>The form of a whole model of that name.</summary>
    public static SavedForm Parse(string name) => _wholeModels.Single(form => Of(form) == name);

    /// <summary>What one is, for people.</summary>
    public static string Describe(SavedForm form) => form switch
    {
        SavedForm.SavedModel => "SavedModel folder",
        SavedForm.Keras => ".keras file",
        SavedForm.H5 => ".h5 file of a whole model",
        SavedForm.H5Weights => ".h5 file of weights alone",
        SavedForm.Weights => ".weights.h5 file",
        _ => "TensorFlow checkpoint",
    };

    /// <summary>Whether it holds weights alone, without layers.</summary>
    public static bool IsWeightsAlone(SavedForm form) => !_wholeModels.Contains(form);
}
