using Spam.Keras.Kernels;

namespace Spam.Keras.Layers;

/// <summary>Products of tensors whose axes are equal, or 1 in the factor: what NumPy calls broadcasting.</summary>
static class Broadcast
{
    /// <summary><c>tensor * factor</c>; each axis of <paramref name="factor"/> is that of <paramref name="tensor"/> or 1.</summary>
    /// <exception cref="KerasException">The shapes do not fit.</exception>
    public static Tensor Multiply(Tensor tensor, Tensor factor, Pass pass)
    {
        var result = pass.Rent(tensor.Shape.Sizes);
        if (factor.Shape.Equals(tensor.Shape))
        {
            VectorOps.Multiply(tensor.Span, factor.Span, result.Span);
            return result;
        }

        if (factor.Rank != tensor.Rank || factor.Shape.Where((size, axis) => size != 1 && size != tensor.Shape[axis]).Any())
            throw new KerasException($"A factor of shape {factor.Shape} does not broadcast over {tensor.Shape}: each of its axes is to be equal, or 1.");

        MultiplyAxis(tensor.Span, factor.Span, result.Span, tensor.Shape.Sizes, factor.Shape.Sizes);
        return result;
    }

    static void MultiplyAxis(ReadOnlySpan<float> tensor, ReadOnlySpan<float> factor, Span<float> result, ReadOnlySpan<int> sizes, ReadOnlySpan<int> factorSizes)
    {
        if (sizes.Length == 1)
        {
            if (factorSizes[0] == sizes[0])
            {
                VectorOps.Multiply(tensor, factor, result);
                return;
            }

            for (var i = 0; i < tensor.Length; i++)
                result[i] = tensor[i] * factor[0];
            return;
        }

        var (step, factorStep) = (sizes[0] == 0 ? 0 : tensor.Length / sizes[0], factor.Length / Math.Max(1, factorSizes[0]));
        for (var i = 0; i < sizes[0]; i++)
        {
            var part = factorSizes[0] == 1 ? factor : factor.Slice(i * factorStep, factorStep);
            MultiplyAxis(tensor.Slice(i * step, step), part, result.Slice(i * step, step), sizes[1..], factorSizes[1..]);
        }
    }
}
