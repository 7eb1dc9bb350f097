using Spam.Keras.Kernels;

namespace Spam.Keras.Layers.Recurrent;

/// <summary>The ways in which two outputs become one, and back.</summary>
static class PairMerge
{
    /// <summary>The merged output, or both.</summary>
    public static IReadOnlyList<Tensor> Forward(MergeMode mode, Tensor a, Tensor b, Pass pass)
    {
        switch (mode)
        {
            case MergeMode.None:
                return [a, b];
            case MergeMode.Concat:
                return [Concatenate(a, b, pass)];
            case MergeMode.Mul:
                var product = pass.Rent(a.Shape.Sizes);
                VectorOps.Multiply(a.Span, b.Span, product.Span);
                return [product];
            default: // the sum, or half of it
                var sum = pass.Rent(a.Shape.Sizes);
                var factor = mode == MergeMode.Ave ? 0.5f : 1;
                for (var i = 0; i < sum.Length; i++)
                    sum[i] = (a[i] + b[i]) * factor;
                return [sum];
        }
    }

    /// <summary>The gradients of a and b from those of the merged output (of both, where they are not merged).</summary>
    public static (Tensor? A, Tensor? B) Backward(MergeMode mode, IReadOnlyList<Tensor?> gradients, Tensor a, Tensor b, Pass pass)
    {
        if (mode == MergeMode.None)
            return (gradients[0], gradients[1]);
        if (gradients[0] is not { } merged)
            return (null, null);
        if (mode == MergeMode.Sum)
            return (merged, merged);

        var (ofA, ofB) = (pass.Rent(a.Shape.Sizes), pass.Rent(b.Shape.Sizes));
        switch (mode)
        {
            case MergeMode.Concat:
                for (var row = 0; row < merged.NumRows; row++)
                {
                    merged.Row(row)[..a.Shape[^1]].CopyTo(ofA.Row(row));
                    merged.Row(row)[a.Shape[^1]..].CopyTo(ofB.Row(row));
                }

                return (ofA, ofB);
            case MergeMode.Mul:
                VectorOps.Multiply(merged.Span, b.Span, ofA.Span);
                VectorOps.Multiply(merged.Span, a.Span, ofB.Span);
                return (ofA, ofB);
            default: // Ave
                for (var i = 0; i < merged.Length; i++)
                    ofA[i] = merged[i] * 0.5f;
                return (ofA, ofA);
        }
    }

    /// <summary>The sum of two gradients, either of which may be absent.</summary>
    public static Tensor? Sum(Tensor? a, Tensor? b)
    {
        if (a is null || b is null)
            return a ?? b;

        GatheredRows.Add(b, a); // a's layer made it for this use alone
        return a;
    }

    static Tensor Concatenate(Tensor a, Tensor b, Pass pass)
    {
        var outputs = pass.Rent(a.Shape.With(^1, a.Shape[^1] + b.Shape[^1]).Sizes);
        for (var row = 0; row < outputs.NumRows; row++)
        {
            a.Row(row).CopyTo(outputs.Row(row));
            b.Row(row).CopyTo(outputs.Row(row)[a.Shape[^1]..]);
        }

        return outputs;
    }
}
