using Spam.Keras.Kernels;

namespace Spam.Keras.Layers;

/// <summary>Tensors of which one has an axis of size 1 where the other has more: what NumPy calls broadcasting.</summary>
static class Broadcast
{
    /// <summary><c>tensor * factor</c>; each axis of <paramref name="factor"/> is that of <paramref name="tensor"/> or 1.</summary>
    /// <exception cref="KerasException">The shapes do not fit.</exception>
    public static Tensor Multiply(Tensor tensor, Tensor factor, Pass pass)
    {
        if (tensor.Gathered is { } gathered)
        {
            if (factor.Shape.Equals(tensor.Shape.With(1, 1)))
                return new(gathered.Times(factor, pass.Rent(gathered.Rows.Shape.Sizes)), tensor.Shape);
            tensor.WriteOut(pass.Rent(tensor.Shape.Sizes));
        }

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

    /// <summary>The tensor repeated along its axes of size 1 until it has <paramref name="shape"/>: itself where it has it already.</summary>
    public static Tensor Expand(Tensor tensor, Shape shape, Pass pass)
    {
        if (tensor.Shape.Equals(shape))
            return tensor;

        var result = pass.Rent(shape.Sizes);
        ExpandAxis(tensor.Span, result.Span, tensor.Shape.Sizes, shape.Sizes);
        return result;
    }

    /// <summary>The way back of <see cref="Expand"/>: the sum over what was repeated, of shape <paramref name="shape"/>.</summary>
    public static Tensor Reduce(Tensor gradients, Shape shape, Pass pass)
    {
        if (gradients.Shape.Equals(shape))
            return gradients;

        var result = pass.RentZeros(shape.Sizes);
        ReduceAxis(gradients.Span, result.Span, gradients.Shape.Sizes, shape.Sizes);
        return result;
    }

    static void ExpandAxis(ReadOnlySpan<float> source, Span<float> target, ReadOnlySpan<int> sizes, ReadOnlySpan<int> targetSizes)
    {
        if (sizes.SequenceEqual(targetSizes))
        {
            source.CopyTo(target);
            return;
        }

        if (sizes.Length == 1)
        {
            target.Fill(source[0]);
            return;
        }

        var (step, targetStep) = (source.Length / sizes[0], target.Length / targetSizes[0]);
        for (var i = 0; i < targetSizes[0]; i++)
            ExpandAxis(source.Slice(sizes[0] == 1 ? 0 : i * step, step), target.Slice(i * targetStep, targetStep), sizes[1..], targetSizes[1..]);
    }

    static void ReduceAxis(ReadOnlySpan<float> source, Span<float> sum, ReadOnlySpan<int> sizes, ReadOnlySpan<int> sumSizes)
    {
        if (sizes.SequenceEqual(sumSizes))
        {
            VectorOps.Add(source, sum);
            return;
        }

        if (sizes.Length == 1)
        {
            foreach (var value in source)
                sum[0] += value;
            return;
        }

        var (step, sumStep) = (source.Length / sizes[0], sum.Length / sumSizes[0]);
        for (var i = 0; i < sizes[0]; i++)
            ReduceAxis(source.Slice(i * step, step), sum.Slice(sumSizes[0] == 1 ? 0 : i * sumStep, sumStep), sizes[1..], sumSizes[1..]);
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
