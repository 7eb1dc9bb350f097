using System.Runtime.Intrinsics;
using Spam.Keras.Kernels;
using Spam.Keras.Layers;

namespace Spam.Keras.Optimizers;

/// <summary>Shortens gradients where they stand.</summary>
/// <remarks>
/// Lengths are summed in double over eight lanes in one order, so they are the same on every instruction set.<br/>
/// Source: TensorFlow 2.15, tensorflow/python/ops/clip_ops.py.
/// </remarks>
static class GradientClipping
{
    /// <summary>Makes the gradient as long as <paramref name="norm"/> if it is longer.</summary>
    internal static void ByNorm(Span<float> gradient, float norm)
    {
        var divisor = MathF.Max((float)Math.Sqrt(SumOfSquares(gradient)), norm);
        foreach (ref var value in gradient)
            value = value * norm / divisor;
    }

    /// <summary>Makes all gradients together as long as <paramref name="norm"/> if they are longer; without a finite length they become NaN.</summary>
    internal static void ByGlobalNorm(IReadOnlyList<Parameter> parameters, float norm)
    {
        var sum = 0.0;
        foreach (var parameter in parameters)
            sum += SumOfSquares(parameter.Gradient.Span);

        var length = (float)Math.Sqrt(sum);
        var scale = float.IsFinite(length) ? norm * MathF.Min(1 / length, 1 / norm) : float.NaN;
        foreach (var parameter in parameters)
        {
            foreach (ref var value in parameter.Gradient.Span)
                value *= scale;
        }
    }

    /// <summary>Cuts each number at <paramref name="limit"/> and its negative.</summary>
    internal static void ByValue(Span<float> gradient, float limit)
    {
        foreach (ref var value in gradient)
            value = Math.Clamp(value, -limit, limit);
    }

    static double SumOfSquares(ReadOnlySpan<float> values)
    {
        var (low, high) = (Vector512<double>.Zero, Vector512<double>.Zero);
        for (var i = 0; i < values.Length; i += Vector512<float>.Count)
        {
            var rest = values[i..];
            var x = rest.Length >= Vector512<float>.Count ? Vector512.Create(rest) : VectorMath.Load(rest);
            var (lower, upper) = Vector512.Widen(x);
            low += lower * lower;
            high += upper * upper;
        }

        low += high;
        var sum = 0.0;
        for (var lane = 0; lane < Vector512<double>.Count; lane++)
            sum += low[lane];
        return sum;
    }
}
