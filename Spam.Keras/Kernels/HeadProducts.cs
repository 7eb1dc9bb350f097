namespace Spam.Keras.Kernels;

/// <summary>Products of sequences with each other, one for each head of each sample.</summary>
/// <remarks>
/// Sequences are (batch, steps, heads, width), and what stands between two sequences is (batch, heads, rows, columns), where rows are
/// steps of the first and columns those of the second. Heads are counted over all samples; each is a task for a thread.
/// </remarks>
static class HeadProducts
{
    /// <summary><c>scores = a·bᵀ</c> for all heads: how each step of a meets each of b.</summary>
    public static void Scores(Tensor a, Tensor b, Tensor scores, int numThreads)
        => Workers.Run(numThreads, scores.Shape[0] * scores.Shape[1], head => Score(a, b, scores, head));

    /// <summary><c>a = weights·b</c> for all heads: for each row the steps of b by their weights.</summary>
    public static void Combine(Tensor weights, Tensor b, Tensor a, int numThreads)
        => Workers.Run(numThreads, weights.Shape[0] * weights.Shape[1], head => CombineHead(weights, b, a, head));

    /// <summary><c>b = weightsᵀ·a</c> for all heads: for each column the steps of a by their weights.</summary>
    public static void CombineTransposed(Tensor weights, Tensor a, Tensor b, int numThreads)
        => Workers.Run(numThreads, weights.Shape[0] * weights.Shape[1], head => CombineHeadTransposed(weights, a, b, head));

    /// <summary><c>scores = a·bᵀ</c> for one head.</summary>
    public static void Score(Tensor a, Tensor b, Tensor scores, int head)
    {
        var (rows, columns, heads, width) = (a.Shape[1], b.Shape[1], a.Shape[2], a.Shape[3]);
        var packed = PackedMatrix.PackTransposed(HeadOf(b, head), width, columns, heads * width);
        MatMul.Multiply(HeadOf(a, head), rows, heads * width, 1, packed, scores.Span.Slice(head * rows * columns, rows * columns), columns);
    }

    /// <summary><c>a = weights·b</c> for one head.</summary>
    public static void CombineHead(Tensor weights, Tensor b, Tensor a, int head)
    {
        var (rows, columns, heads, width) = (weights.Shape[2], weights.Shape[3], b.Shape[2], b.Shape[3]);
        var packed = PackedMatrix.Pack(HeadOf(b, head), columns, width, heads * width);
        MatMul.Multiply(weights.Span.Slice(head * rows * columns, rows * columns), rows, columns, 1, packed, HeadOf(a, head), heads * width);
    }

    /// <summary><c>b = weightsᵀ·a</c> for one head.</summary>
    public static void CombineHeadTransposed(Tensor weights, Tensor a, Tensor b, int head)
    {
        var (rows, columns, heads, width) = (weights.Shape[2], weights.Shape[3], a.Shape[2], a.Shape[3]);
        var packed = PackedMatrix.Pack(HeadOf(a, head), rows, width, heads * width);
        MatMul.Multiply(weights.Span.Slice(head * rows * columns, rows * columns), columns, 1, columns, packed, HeadOf(b, head), heads * width);
    }

    /// <summary>A sequence (batch, steps, heads, width) from a head's first number on.</summary>
    static Span<float> HeadOf(Tensor sequence, int head) => sequence.Sample(head / sequence.Shape[2])[(head % sequence.Shape[2] * sequence.Shape[3])..];
}
