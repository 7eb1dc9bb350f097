namespace Spam.Keras.Layers;

/// <summary>Where a model's data comes in: it says the shape of a sample and changes nothing.</summary>
/// <remarks>Shapes: inputs (batch, shape…) -> outputs, the same. Source: Keras 2.15, keras/src/engine/input_layer.py.</remarks>
public sealed class InputLayer(params ReadOnlySpan<int> shape) : Layer
{
    /// <summary>The shape of one sample, without the batch axis.</summary>
    public Shape SampleShape { get; } = new(shape);

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes) => new([Shape.Unknown, .. SampleShape.Sizes]);

    /// <inheritdoc/>
    public override Tensor Forward(Call call) => call.Input;

    /// <inheritdoc/>
    public override Tensor? Backward(Tensor outputGradients, Call call) => outputGradients;
}
