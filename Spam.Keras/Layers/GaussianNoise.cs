using Spam.Keras.Initializers;
using Spam.Keras.Kernels;

namespace Spam.Keras.Layers;

/// <summary>In training, adds to each number one that is drawn from a normal distribution of mean 0.</summary>
/// <remarks>
/// Shapes: inputs (…) -> outputs, the same. Outside training it changes nothing.<br/>
/// Source: Keras 2.15, keras/src/layers/regularization/gaussian_noise.py.
/// </remarks>
/// <param name="stddev">The distribution's standard deviation.</param>
public sealed class GaussianNoise(float stddev) : Layer
{
    /// <summary>The distribution's standard deviation.</summary>
    public float StdDev { get; } = stddev >= 0 ? stddev : throw new KerasException($"GaussianNoise got stddev {stddev}; it is a standard deviation, 0 or above.");

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes) => inputShapes[0];

    /// <inheritdoc/>
    public override Tensor Forward(Call call)
    {
        if (!call.Training)
            return call.Input;

        var outputs = call.Pass.Rent(call.Input.Shape.Sizes);
        if (call.DropoutMasks?.Inputs is { } noise)
            Broadcast.Expand(noise, call.Input.Shape, call.Pass).Span.CopyTo(outputs.Span);
        else
            new RandomNormal(0, StdDev).Fill(outputs, call.RequireRandom(this));

        VectorOps.Add(call.Input.Span, outputs.Span);
        return outputs;
    }

    /// <inheritdoc/>
    public override Tensor? Backward(Tensor outputGradients, Call call) => outputGradients;
}
