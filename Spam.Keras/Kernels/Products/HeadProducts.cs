namespace Spam.Keras.Kernels.Products;

/// <summary>Products of sequences with each other, one for each head of each sample.</summary>
/// <remarks>
/// Sequences are (batch, steps, heads, width), and what stands between two sequences is (batch, heads, rows, columns), where rows are
/// steps of the first and columns those of the second. Heads are counted over all samples; each is a task for a thread.
/// </remarks>
static class HeadProducts
{
    /// <summary><c>scores = a·bᵀ</c> for all heads: how each step of a meets each of b.</summary>
    public static void Scores(Tensor a, Tensor b, Tensor scores, int numThreads, RoomPool rooms)
        => Run(a, numThreads, rooms, (head, room) => Score(a, b, Of(scores, head), head, room));

    /// <summary><c>a = weights·b</c> for all heads: for each row the steps of b by their weights.</summary>
    public static void Combine(Tensor weights, Tensor b, Tensor a, int numThreads, RoomPool rooms)
        => Run(a, numThreads, rooms, (head, room) => CombineHead(Of(weights, head), b, a, head, room));

    /// <summary><c>b = weightsᵀ·a</c> for all heads: for each column the steps of a by their weights.</summary>
    public static void CombineTransposed(Tensor weights, Tensor a, Tensor b, int numThreads, RoomPool rooms)
        => Run(a, numThreads, rooms, (head, room) => CombineHeadTransposed(Of(weights, head), a, b, head, room));

    /// <summary><c>scores = a·bᵀ</c> for one head.</summary>
    public static void Score(Tensor a, Tensor b, Span<float> scores, int head, ProductRoom room)
    {
        var (rows, columns, heads, width) = (a.Shape[1], b.Shape[1], a.Shape[2], a.Shape[3]);
        var packed = room.Packed(width, columns);
        packed.SetTransposed(HeadOf(b, head), heads * width);
        MatMul.Multiply(HeadOf(a, head), rows, heads * width, 1, packed, scores, columns);
    }

    /// <summary><c>a = weights·b</c> for one head.</summary>
    public static void CombineHead(ReadOnlySpan<float> weights, Tensor b, Tensor a, int head, ProductRoom room)
    {
        var (rows, columns, heads, width) = (a.Shape[1], b.Shape[1], b.Shape[2], b.Shape[3]);
        var packed = room.Packed(columns, width);
        packed.SetRows(0, HeadOf(b, head), columns, heads * width);
        MatMul.Multiply(weights, rows, columns, 1, packed, HeadOf(a, head), heads * width);
    }

    /// <summary><c>b = weightsᵀ·a</c> for one head.</summary>
    public static void CombineHeadTransposed(ReadOnlySpan<float> weights, Tensor a, Tensor b, int head, ProductRoom room)
    {
        var (rows, columns, heads, width) = (a.Shape[1], b.Shape[1], a.Shape[2], a.Shape[3]);
        var packed = room.Packed(rows, width);
        packed.SetRows(0, HeadOf(a, head), rows, heads * width);
        MatMul.Multiply(weights, columns, 1, columns, packed, HeadOf(b, head), heads * width);
    }

    /// <summary>One head's part of a tensor (batch, heads, rows, columns).</summary>
    public static Span<float> Of(Tensor tensor, int head)
    {
        var size = tensor.Shape[2] * tensor.Shape[3];
        return tensor.Span.Slice(head * size, size);
    }

    static void Run(Tensor sequence, int numThreads, RoomPool rooms, Action<int, ProductRoom> body)
        => Workers.Run(numThreads, sequence.Shape[0] * sequence.Shape[2], rooms, body);

    /// <summary>A sequence (batch, steps, heads, width) from a head's first number on.</summary>
    static Span<float> HeadOf(Tensor sequence, int head) => sequence.Sample(head / sequence.Shape[2])[(head % sequence.Shape[2] * sequence.Shape[3])..];
}
