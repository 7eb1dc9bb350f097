using Spam.Keras.Layers;

namespace Spam.Train.Training;

/// <summary>How the lives of recurrent dropout masks are written on the command line and in the manifest.</summary>
static class MaskNames
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<RecurrentDropout>().Select(Of)];

    /// <summary>The name of one.</summary>
    public static string Of(RecurrentDropout masks) => masks == RecurrentDropout.PerStep ? "per-step" : "per-sequence";

    /// <summary>The one of that name.</summary>
    public static RecurrentDropout Parse(string name) => Enum.GetValues<RecurrentDropout>().Single(masks => Of(masks) == name);
}
