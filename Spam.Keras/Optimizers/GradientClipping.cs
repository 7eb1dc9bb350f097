using Spam.Keras.Kernels;
using Spam.Keras.Layers;

namespace Spam.Keras.Optimizers;

/// <summary>Shortens gradients where they stand.</summary>
/// <remarks>
/// Lengths are summed in double over sixteen lanes in one order, so they are the same on every instruction set.<br/>
/// Source: TensorFlow 2.15, tensorflow/python/ops/clip_ops.py.
/// </remarks>
static class GradientClipping
{
    /// <summary>Makes each gradient as long as <paramref name="norm"/> if it is longer.</summary>
    internal static void ByNorm(IReadOnlyList<Parameter> parameters, float norm)
    {
        foreach (var parameter in parameters)
        {
            var divisor = MathF.Max((float)Math.Sqrt(SumOfSquares(parameter)), norm);
            foreach (ref var value in parameter.Gradient.Span)
                value = value * norm / divisor;
        }
    }

    /// <summary>Makes all gradients together as long as <paramref name="norm"/> if they are longer; without a finite length they become NaN.</summary>
    internal static void ByGlobalNorm(IReadOnlyList<Parameter> parameters, float norm)
    {
        var sum = 0.0;
        foreach (var parameter in parameters)
            sum += SumOfSquares(parameter);

        var length = (float)Math.Sqrt(sum);
        var scale = float.IsFinite(length) ? norm * MathF.Min(1 / length, 1 / norm) : float.NaN;
        foreach (var parameter in parameters)
        {
            foreach (ref var value in parameter.Gradient.Span)
                value *= scale;
        }
    }

    /// <summary>Cuts each number at <paramref name="limit"/> and its negative.</summary>
    internal static void ByValue(IReadOnlyList<Parameter> parameters, float limit)
    {
        foreach (var parameter in parameters)
        {
            foreach (ref var value in parameter.Gradient.Span)
                value = Math.Clamp(value, -limit, limit);
        }
    }

    // Keras measures a gradient that came by rows before it adds up the rows of one index, unless a regularizer's gradient was added to it.
    static double SumOfSquares(Parameter parameter)
        => parameter.Regularizer is null && parameter.SquaresOfRows is { } squares ? squares : VectorOps.SumOfSquares(parameter.Gradient.Span);
}
