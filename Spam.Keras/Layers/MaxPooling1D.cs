namespace Spam.Keras.Layers;

/// <summary>The largest number of each window of steps, feature by feature.</summary>
/// <remarks>
/// Shapes: inputs (batch, steps, features) -> outputs (batch, windows, features).<br/>
/// Of equal numbers the first gets the gradient.<br/>
/// Source: Keras 2.15, keras/src/layers/pooling/max_pooling1d.py.
/// </remarks>
/// <param name="poolSize">How many steps a window has.</param>
/// <param name="strides">How far it moves; null: its size.</param>
/// <param name="padding">Valid or same.</param>
public sealed class MaxPooling1D(int poolSize = 2, int? strides = null, Padding padding = Padding.Valid) : Pooling1D(poolSize, strides, padding)
{
    /// <inheritdoc/>
    protected override void Pool(ReadOnlySpan<float> window, Span<float> output)
    {
        window[..output.Length].CopyTo(output);
        for (var start = output.Length; start < window.Length; start += output.Length)
        {
            var step = window.Slice(start, output.Length);
            for (var i = 0; i < output.Length; i++)
                output[i] = step[i] > output[i] ? step[i] : output[i];
        }
    }

    /// <inheritdoc/>
    protected override void AddGradients(ReadOnlySpan<float> window, ReadOnlySpan<float> outputGradient, Span<float> windowGradients)
    {
        for (var i = 0; i < outputGradient.Length; i++)
        {
            var best = i;
            for (var place = i; place < window.Length; place += outputGradient.Length)
                best = window[place] > window[best] ? place : best;
            windowGradients[best] += outputGradient[i];
        }
    }
}
