using Spam.Keras.Layers;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>The layers that files can hold.</summary>
static class KnownLayers
{
    static readonly LayerFormat[] _formats =
    [
        new DenseFormat(),
        new DropoutFormat(),
        new EmbeddingFormat(),
        new LSTMFormat(),
        new SpatialDropout1DFormat(),
    ];

    /// <summary>Their class names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. _formats.Select(format => format.ClassName)];

    /// <summary>The format of a layer that is to be written.</summary>
    /// <exception cref="KerasException">There is none.</exception>
    public static LayerFormat Of(Layer layer) => Array.Find(_formats, format => format.IsOf(layer))
        ?? throw new KerasException($"{layer} cannot be saved: files hold {string.Join(", ", Names)}.");

    /// <summary>The format of a class that a file names. Nothing is looked up among the program's types.</summary>
    /// <exception cref="KerasException">There is none.</exception>
    public static LayerFormat Of(string className, string source) => Array.Find(_formats, format => format.ClassName == className)
        ?? throw new KerasException(className == "Lambda"
            ? $"{source}: a Lambda layer holds Python code, which is never run. Write the function as a layer in C#, or save the model without it. Known layers: {string.Join(", ", Names)}."
            : $"{source}: there is no layer {FileText.Show(className)}. Known layers: {string.Join(", ", Names)}.");

}
