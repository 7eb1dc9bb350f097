namespace Spam.Web.OpenInference;

/// <summary>What goes into each model here, and what comes out.</summary>
static class Tensors
{
    /// <summary>The texts: BYTES of shape [-1].</summary>
    public const string Text = "text";

    /// <summary>The score of each label: FP32 of shape [-1, labels].</summary>
    public const string Probabilities = "probabilities";

    /// <summary>The likeliest label: BYTES of shape [-1].</summary>
    public const string Label = "label";

    /// <summary>The datatype of texts.</summary>
    public const string Bytes = "BYTES";

    /// <summary>All outputs, as they are written where none is asked for.</summary>
    public static IReadOnlyList<RequestedOutput> Outputs { get; } = [new(Probabilities, Classes: null), new(Label, Classes: null)];
}
