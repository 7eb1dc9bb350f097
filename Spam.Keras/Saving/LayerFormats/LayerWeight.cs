using Spam.Keras.Layers;

namespace Spam.Keras.Saving.LayerFormats;

/// <summary>A weight as files know it.</summary>
/// <param name="Path">The names that lead to it from its layer: <c>kernel</c>, <c>cell/kernel</c>.</param>
/// <param name="Parameter">The weight.</param>
/// <param name="Shape">The shape that it has or will have, so that files are checked before memory is taken.</param>
/// <param name="Name">TensorFlow's name for it within its layer: <c>lstm_cell/kernel</c>.</param>
sealed record LayerWeight(string Path, Parameter Parameter, Shape Shape, string Name)
{
    /// <summary>A weight whose path is its name.</summary>
    public LayerWeight(string path, Parameter parameter, Shape shape) : this(path, parameter, shape, path)
    {
    }
}
