using Spam.Keras.Kernels;

namespace Spam.Keras.Layers;

/// <summary>Masks the steps whose features all equal one value: the layers behind skip them.</summary>
/// <remarks>
/// Shapes: inputs (batch, steps, …, features) -> outputs, the same, with zeros at masked steps. Mask: (batch, steps, …).<br/>
/// Source: Keras 2.15, keras/src/layers/core/masking.py.
/// </remarks>
public sealed class Masking(float maskValue = 0) : Layer
{
    /// <summary>The value that marks a step as absent.</summary>
    public float MaskValue { get; } = maskValue;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes)
        => inputShapes[0].Rank >= 2 ? inputShapes[0] : throw WrongShape(inputShapes[0], "(batch, steps, …, features)");

    /// <inheritdoc/>
    public override Tensor Forward(Call call)
    {
        var inputs = call.Input;
        _ = ComputeOutputShape(inputs.Shape);
        var mask = new Tensor(inputs.Shape[..^1]);
        var outputs = call.Pass.RentZeros(inputs.Shape.Sizes);
        for (var step = 0; step < mask.Length; step++)
        {
            if (!inputs.Row(step).ContainsAnyExcept(MaskValue))
                continue;

            mask[step] = 1;
            inputs.Row(step).CopyTo(outputs.Row(step));
        }

        call.Keep(mask);
        call.OutputMask = mask;
        return outputs;
    }

    /// <inheritdoc/>
    public override Tensor? Backward(Tensor outputGradients, Call call)
    {
        var mask = call.Kept<Tensor>();
        var gradients = call.Pass.RentZeros(outputGradients.Shape.Sizes);
        for (var step = 0; step < mask.Length; step++)
            VectorOps.AddScaled(mask[step], outputGradients.Row(step), gradients.Row(step));
        return gradients;
    }
}
