using Spam.Keras.Kernels;

namespace Spam.Keras.Layers;

/// <summary>The mean of each window of steps, feature by feature.</summary>
/// <remarks>
/// Shapes: inputs (batch, steps, features) -> outputs (batch, windows, features).<br/>
/// Source: Keras 2.15, keras/src/layers/pooling/average_pooling1d.py.
/// </remarks>
/// <param name="poolSize">How many steps a window has.</param>
/// <param name="strides">How far it moves; null: its size.</param>
/// <param name="padding">Valid or same.</param>
public sealed class AveragePooling1D(int poolSize = 2, int? strides = null, Padding padding = Padding.Valid) : Pooling1D(poolSize, strides, padding)
{
    /// <inheritdoc/>
    protected override void Pool(ReadOnlySpan<float> window, Span<float> output)
    {
        window[..output.Length].CopyTo(output);
        for (var start = output.Length; start < window.Length; start += output.Length)
            VectorOps.Add(window.Slice(start, output.Length), output);

        var numSteps = (float)(window.Length / output.Length);
        for (var i = 0; i < output.Length; i++)
            output[i] /= numSteps;
    }

    /// <inheritdoc/>
    protected override void AddGradients(ReadOnlySpan<float> window, ReadOnlySpan<float> outputGradient, Span<float> windowGradients)
    {
        var share = 1f / (window.Length / outputGradient.Length);
        for (var start = 0; start < window.Length; start += outputGradient.Length)
            VectorOps.AddScaled(share, outputGradient, windowGradients.Slice(start, outputGradient.Length));
    }
}
