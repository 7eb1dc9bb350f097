namespace Spam.Keras.Layers;

/// <summary>Stands for an output of a layer while a functional model is put together: it has a shape and no numbers.</summary>
public sealed class KerasTensor
{
    internal KerasTensor(LayerUse use, int output, Shape shape) => (Use, Output, Shape) = (use, output, shape);

    /// <summary>The shape, with the batch axis.</summary>
    public Shape Shape { get; }

    /// <summary>The layer that gives it.</summary>
    public Layer Layer => Use.Layer;

    internal LayerUse Use { get; }

    internal int Output { get; }

    /// <summary>Where a functional model's data comes in: samples of <paramref name="shape"/> (without the batch axis).</summary>
    public static KerasTensor Input(ReadOnlySpan<int> shape, string? name = null)
    {
        var layer = new InputLayer(shape);
        if (name is not null)
            layer.Name = name;
        return layer.Call();
    }
}

/// <summary>One use of a layer in a functional model.</summary>
sealed record LayerUse(Layer Layer, IReadOnlyList<KerasTensor> Inputs);
