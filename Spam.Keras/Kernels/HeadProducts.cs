namespace Spam.Keras.Kernels;

/// <summary>Products of sequences with each other, one for each head of each sample.</summary>
/// <remarks>
/// Sequences are (batch, steps, heads, width), and what stands between two sequences is (batch, heads, rows, columns), where rows are
/// steps of the first and columns those of the second. Each is a task for a thread.
/// </remarks>
static class HeadProducts
{
    /// <summary><c>scores = a·bᵀ</c>: how each step of a meets each of b.</summary>
    public static void Scores(Tensor a, Tensor b, Tensor scores, int numThreads)
    {
        var (rows, columns, heads, width) = (a.Shape[1], b.Shape[1], a.Shape[2], a.Shape[3]);
        Workers.Run(numThreads, a.Shape[0] * heads, task =>
        {
            var (sample, head) = (task / heads, task % heads);
            var packed = PackedMatrix.PackTransposed(b.Sample(sample)[(head * width)..], width, columns, heads * width);
            MatMul.Multiply(
                a.Sample(sample)[(head * width)..], rows, heads * width, 1, packed, scores.Span.Slice(task * rows * columns, rows * columns), columns);
        });
    }

    /// <summary><c>a = weights·b</c>: for each row the steps of b by their weights.</summary>
    public static void Combine(Tensor weights, Tensor b, Tensor a, int numThreads)
    {
        var (rows, columns, heads, width) = (weights.Shape[2], weights.Shape[3], b.Shape[2], b.Shape[3]);
        Workers.Run(numThreads, b.Shape[0] * heads, task =>
        {
            var (sample, head) = (task / heads, task % heads);
            var packed = PackedMatrix.Pack(b.Sample(sample)[(head * width)..], columns, width, heads * width);
            MatMul.Multiply(
                weights.Span.Slice(task * rows * columns, rows * columns), rows, columns, 1, packed, a.Sample(sample)[(head * width)..], heads * width);
        });
    }

    /// <summary><c>b = weightsᵀ·a</c>: for each column the steps of a by their weights.</summary>
    public static void CombineTransposed(Tensor weights, Tensor a, Tensor b, int numThreads)
    {
        var (rows, columns, heads, width) = (weights.Shape[2], weights.Shape[3], a.Shape[2], a.Shape[3]);
        Workers.Run(numThreads, a.Shape[0] * heads, task =>
        {
            var (sample, head) = (task / heads, task % heads);
            var packed = PackedMatrix.Pack(a.Sample(sample)[(head * width)..], rows, width, heads * width);
            MatMul.Multiply(
                weights.Span.Slice(task * rows * columns, rows * columns), columns, 1, columns, packed, b.Sample(sample)[(head * width)..], heads * width);
        });
    }
}
