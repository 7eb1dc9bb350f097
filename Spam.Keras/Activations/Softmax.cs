namespace Spam.Keras.Activations;

/// <summary>Turns each row into positive numbers that sum to one: <c>e^x</c> over the row's sum of it.</summary>
/// <remarks>Source: Keras 2.15, keras/src/activations.py, softmax.</remarks>
public sealed class Softmax : Activation
{
    /// <inheritdoc/>
    public override string Name => "softmax";

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, x.Length);

        for (var start = 0; start < x.Length; start += width)
        {
            var row = y.Slice(start, width);
            var sum = Rows.ExpWithSum(x.Slice(start, width), Rows.Largest(x.Slice(start, width)), row);
            Rows.Scale(row, 1 / sum);
        }
    }

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(dy.Length, y.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(dx.Length, y.Length);

        // dx = (dy - Σ dy y) y
        for (var start = 0; start < y.Length; start += width)
        {
            var rowOfY = y.Slice(start, width);
            var rowOfDy = dy.Slice(start, width);
            Rows.SubtractAndMultiply(rowOfDy, Rows.Dot(rowOfDy, rowOfY), rowOfY, dx.Slice(start, width));
        }
    }
}
