using Spam.Keras.Kernels;

namespace Spam.Keras.Activations;

/// <summary>The logarithm of the softmax of each row: <c>x - ln Σ e^x</c>.</summary>
/// <remarks>Source: TensorFlow 2.15, tf.nn.log_softmax, which Keras 2.15 takes by name.</remarks>
public sealed class LogSoftmax : Activation
{
    /// <inheritdoc/>
    public override string Name => "log_softmax";

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, x.Length);

        var exponentials = width <= 256 ? stackalloc float[width] : new float[width];
        for (var start = 0; start < x.Length; start += width)
        {
            var row = y.Slice(start, width);
            Rows.Subtract(x.Slice(start, width), Rows.Largest(x.Slice(start, width)), row);
            VectorMath.Exp(row, exponentials);
            Rows.Subtract(row, MathF.Log(Rows.Sum(exponentials)), row);
        }
    }

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(dy.Length, y.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(dx.Length, y.Length);

        // dx = dy - e^y Σ dy
        var probabilities = width <= 256 ? stackalloc float[width] : new float[width];
        for (var start = 0; start < y.Length; start += width)
        {
            VectorMath.Exp(y.Slice(start, width), probabilities);
            var sum = Rows.Sum(dy.Slice(start, width));
            for (var i = 0; i < width; i++)
                dx[start + i] = dy[start + i] - probabilities[i] * sum;
        }
    }
}
