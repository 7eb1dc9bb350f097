using System.Runtime.Intrinsics;
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
            Scale(parameter, norm, divisor);
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
            Scale(parameter, scale, 1);
    }

    /// <summary>Cuts each number at <paramref name="limit"/> and its negative.</summary>
    internal static void ByValue(IReadOnlyList<Parameter> parameters, float limit)
    {
        var lanes = Vector512<float>.Count;
        foreach (var parameter in parameters)
        {
            var gradient = parameter.Gradient.Span;
            var i = 0;
            for (; i <= gradient.Length - lanes; i += lanes)
                VectorMath.Clamp(Vector512.Create<float>(gradient[i..]), -limit, limit).CopyTo(gradient[i..]);
            for (; i < gradient.Length; i++)
                gradient[i] = Math.Clamp(gradient[i], -limit, limit);
        }
    }

    // Keras measures a gradient that came by rows before it adds up the rows of one index, unless a regularizer's gradient was added to it.
    static double SumOfSquares(Parameter parameter)
        => parameter.Regularizer is null && parameter.SquaresOfRows is { } squares ? squares : VectorOps.SumOfSquares(parameter.Gradient.Span);

    // gradient = gradient * factor / divisor, rounded after each as Keras rounds.
    static void Scale(Parameter parameter, float factor, float divisor)
    {
        var x = parameter.Gradient.Span;
        var lanes = Vector512<float>.Count;
        var i = 0;
        for (; i <= x.Length - lanes; i += lanes)
            (Vector512.Create<float>(x[i..]) * Vector512.Create(factor) / Vector512.Create(divisor)).CopyTo(x[i..]);
        for (; i < x.Length; i++)
            x[i] = x[i] * factor / divisor;

        parameter.SquaresOfRows *= Math.Pow((double)factor / divisor, 2);
    }
}
