namespace Spam.Keras.Layers;

/// <summary>Sums up all steps of a sequence in one, feature by feature.</summary>
/// <remarks>
/// Shapes: inputs (batch, steps, features) -> outputs (batch, features), or (batch, 1, features) with keepdims.<br/>
/// Source: Keras 2.15, keras/src/layers/pooling/base_global_pooling1d.py.
/// </remarks>
/// <param name="keepdims">Whether the axis of the steps stays, with size 1.</param>
public abstract class GlobalPooling1D(bool keepdims) : Layer
{
    /// <summary>Whether the axis of the steps stays, with size 1.</summary>
    public bool KeepDims { get; } = keepdims;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes)
    {
        var inputs = inputShapes[0];
        if (inputs.Rank != 3 || inputs[1] == 0)
            throw WrongShape(inputs, "(batch, steps, features) with at least one step");

        return KeepDims ? inputs.With(1, 1) : new(inputs[0], inputs[2]);
    }
}
