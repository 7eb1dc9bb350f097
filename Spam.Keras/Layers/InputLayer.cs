namespace Spam.Keras.Layers;

/// <summary>Where a model's data comes in: it says the shape of a sample and changes nothing.</summary>
/// <remarks>Shapes: inputs (batch, shape…) -> outputs, the same. Source: Keras 2.15, keras/src/engine/input_layer.py.</remarks>
public sealed class InputLayer(params ReadOnlySpan<int> shape) : Layer
{
    static readonly string[] _dtypes = ["float32", "int32", "int64"];

    readonly string _dtype = "float32";

    /// <summary>The type of numbers that callers send: <c>float32</c>, <c>int32</c> or <c>int64</c>. Here all ride as float32; saved models ask for this type.</summary>
    /// <exception cref="KerasException">It is none of these.</exception>
    public string Dtype
    {
        get => _dtype;
        init => _dtype = Array.IndexOf(_dtypes, value) >= 0
            ? value
            : throw new KerasException($"An input layer got dtype '{value}'; valid types: {string.Join(", ", _dtypes)}.");
    }

    /// <summary>The shape of one sample, without the batch axis.</summary>
    public Shape SampleShape { get; } = new(shape);

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes) => new([Shape.Unknown, .. SampleShape.Sizes]);

    /// <inheritdoc/>
    public override Tensor Forward(Call call) => call.Input;

    /// <inheritdoc/>
    public override Tensor? Backward(Tensor outputGradients, Call call) => outputGradients;
}
