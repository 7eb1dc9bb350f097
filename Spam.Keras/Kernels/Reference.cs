using Spam.Keras.Kernels.Products;

namespace Spam.Keras.Kernels;

/// <summary>The plain loop behind each kernel: what it means, with nothing done for speed. Tests compare against these.</summary>
public static class Reference
{
    /// <summary><c>c = a·b</c> for row-major a (rows, depth) and b (depth, columns): the meaning of <see cref="MatMul.Multiply"/>.</summary>
    public static void Multiply(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int rows, int depth, int columns)
    {
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var sum = 0f;
                for (var k = 0; k < depth; k++)
                    sum = MathF.FusedMultiplyAdd(a[(row * depth) + k], b[(k * columns) + column], sum);
                c[(row * columns) + column] = sum;
            }
        }
    }

    /// <summary><c>y += a * x</c>, rounded once: the meaning of <see cref="VectorOps.AddScaled"/>.</summary>
    public static void AddScaled(float a, ReadOnlySpan<float> x, Span<float> y)
    {
        for (var i = 0; i < x.Length; i++)
            y[i] = MathF.FusedMultiplyAdd(a, x[i], y[i]);
    }

    /// <summary>One LSTM step behind its products, for one cell after the other: the meaning of <c>LSTMCell.Forward</c>.</summary>
    public static void LSTMForward(
        Span<float> i, Span<float> f, Span<float> g, Span<float> o, ReadOnlySpan<float> cellBefore, Span<float> cell, Span<float> output)
    {
        for (var k = 0; k < i.Length; k++)
        {
            (i[k], f[k], g[k], o[k]) = (Sigmoid(i[k]), Sigmoid(f[k]), MathF.Tanh(g[k]), Sigmoid(o[k]));
            cell[k] = (f[k] * cellBefore[k]) + (i[k] * g[k]);
            output[k] = o[k] * MathF.Tanh(cell[k]);
        }
    }

    /// <summary>One GRU step behind its products, for one unit after the other: the meaning of <c>GRUCell.Forward</c>.</summary>
    public static void GRUForward(
        Span<float> z, Span<float> r, Span<float> g, ReadOnlySpan<float> a, ReadOnlySpan<float> before, Span<float> output)
    {
        for (var k = 0; k < z.Length; k++)
        {
            (z[k], r[k]) = (Sigmoid(z[k]), Sigmoid(r[k]));
            g[k] = MathF.Tanh(g[k] + (r[k] * a[k]));
            output[k] = (z[k] * before[k]) + ((1 - z[k]) * g[k]);
        }
    }

    /// <summary>The way back of <see cref="GRUForward"/>: the meaning of <c>GRUCell.Backward</c>.</summary>
    public static void GRUBackward(
        Span<float> z, Span<float> r, Span<float> g, Span<float> a, ReadOnlySpan<float> before, Span<float> outputGradient)
    {
        for (var k = 0; k < z.Length; k++)
        {
            var (update, reset, candidate, gradient) = (z[k], r[k], g[k], outputGradient[k]);
            g[k] = gradient * (1 - update) * (1 - (candidate * candidate));
            z[k] = gradient * (before[k] - candidate) * update * (1 - update);
            r[k] = g[k] * a[k] * reset * (1 - reset);
            a[k] = g[k] * reset;
            outputGradient[k] = gradient * update;
        }
    }

    static float Sigmoid(float x) => (float)(1 / (1 + Math.Exp(-x)));
}
