namespace Spam.Keras.Layers;

/// <summary>Dropout that drops whole features: one draw for a feature of a sample, used at every step.</summary>
/// <remarks>
/// Shapes: inputs (batch, steps, features) -> outputs, the same; the mask is (batch, 1, features).<br/>
/// Source: Keras 2.15, keras/src/layers/regularization/spatial_dropout1d.py.
/// </remarks>
public sealed class SpatialDropout1D(float rate) : Dropout(rate)
{
    /// <inheritdoc/>
    public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes)
        => inputShapes[0].Rank == 3 ? inputShapes[0] : throw WrongShape(inputShapes[0], "(batch, steps, features)");

    /// <inheritdoc/>
    protected override Shape MaskShape(Shape inputs) => inputs.Rank == 3 ? inputs.With(1, 1) : throw WrongShape(inputs, "(batch, steps, features)");
}
