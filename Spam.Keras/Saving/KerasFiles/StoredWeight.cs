using Spam.Keras.Layers;
using Spam.Keras.Saving.Hdf5;

namespace Spam.Keras.Saving.KerasFiles;

/// <summary>A weight of a model with its place in a file.</summary>
/// <param name="Parameter">The weight.</param>
/// <param name="Path">Where the file has it, for messages.</param>
/// <param name="Dataset">What the file has there.</param>
sealed record StoredWeight(Parameter Parameter, string Path, Hdf5Dataset Dataset)
{
    /// <summary>The values.</summary>
    /// <exception cref="KerasException">They are damaged, or no numbers.</exception>
    public Tensor Read(string source)
    {
        if (!Dataset.Type.IsNumber)
            throw new KerasException($"{source}: the weight {Path} holds texts instead of numbers.");

        var values = Dataset.Read();
        return new(values.ToFloats(), values.Shape);
    }
}
