using Spam.Keras.Activations;
using Spam.Keras.Kernels;
using Spam.Keras.Kernels.Products;
using Spam.Keras.Kernels.Randomness;

namespace Spam.Keras.Layers.Attending;

/// <summary>What becomes of scores (batch, heads, queries, keys) in every attention layer: mask, softmax, dropout.</summary>
sealed class AttentionWeights
{
    const float Blocked = 1e9f; // Keras subtracts so much: after the softmax nothing is left

    static readonly Activation _softmax = Activation.Get("softmax");

    readonly Tensor _distribution;
    readonly Tensor? _dropped;

    /// <summary>Weights that are made of <paramref name="scores"/>, in their place, head by head.</summary>
    /// <param name="scores">(batch, heads, queries, keys).</param>
    /// <param name="dropped">The factors of dropout, or null.</param>
    /// <param name="pass">Where buffers come from.</param>
    public AttentionWeights(Tensor scores, Tensor? dropped, Pass pass)
    {
        _distribution = scores;
        _dropped = dropped is null ? null : Broadcast.Expand(dropped, scores.Shape, pass);
        Weights = dropped is null ? scores : pass.Rent(scores.Shape.Sizes);
    }

    /// <summary>The weights: (batch, heads, queries, keys).</summary>
    public Tensor Weights { get; }

    /// <summary>Turns the scores of one head of one sample into weights.</summary>
    public void Distribute(int head)
    {
        var scores = HeadProducts.Of(_distribution, head);
        _softmax.Forward(scores, scores, _distribution.Shape[^1]);
        if (_dropped is not null)
            VectorOps.Multiply(scores, HeadProducts.Of(_dropped, head), Of(head));
    }

    /// <summary>Turns the gradients of one head's weights into those of its scores.</summary>
    public void Backward(Span<float> gradients, int head)
    {
        var distribution = HeadProducts.Of(_distribution, head);
        if (_dropped is not null)
            VectorOps.Multiply(gradients, HeadProducts.Of(_dropped, head), gradients);
        _softmax.Backward(distribution, distribution, gradients, gradients, _distribution.Shape[^1]);
    }

    /// <summary>The weights of one head: (queries, keys).</summary>
    public Span<float> Of(int head) => HeadProducts.Of(Weights, head);

    /// <summary>The factors of dropout for weights of <paramref name="shape"/>: handed in or drawn, or null where nothing drops.</summary>
    public static Tensor? Drop(Layer layer, Call call, float rate, Shape shape)
    {
        if (!call.Training || (rate == 0 && call.DropoutMasks is null))
            return null;
        if (call.DropoutMasks?.Inputs is { } handed)
            return handed;

        var factors = call.Pass.Rent(shape.Sizes);
        DropoutMask.Draw(call.RequireRandom(layer), rate, factors.Span);
        return factors;
    }

    /// <summary>Takes away the scores of what a query of one head may not see.</summary>
    /// <param name="scores">(batch, heads, queries, keys).</param>
    /// <param name="head">The head, counted over all samples.</param>
    /// <param name="queries">(batch, queries) of 1 and 0, or null.</param>
    /// <param name="keys">Each (batch, keys) of 1 and 0, or null.</param>
    /// <param name="pairs">(batch or 1, queries, keys) of 1 and 0, or null.</param>
    /// <param name="isCausal">Whether a query sees no later key than itself.</param>
    public static void Block(Tensor scores, int head, Tensor? queries, IReadOnlyList<Tensor?> keys, Tensor? pairs, bool isCausal)
    {
        if (queries is null && pairs is null && !isCausal && keys.All(mask => mask is null))
            return;

        var (sample, rows, columns) = (head / scores.Shape[1], scores.Shape[2], scores.Shape[3]);
        var seen = new float[columns];
        for (var row = 0; row < rows; row++)
        {
            Array.Fill(seen, queries is null ? 1 : queries.Row(sample)[row]);
            foreach (var mask in keys)
                VectorOps.Multiply(seen, mask is null ? seen : mask.Row(sample), seen);
            if (pairs is not null)
                VectorOps.Multiply(seen, pairs.Row(((pairs.Shape[0] == 1 ? 0 : sample) * rows) + row), seen);
            if (isCausal && row + 1 < columns)
                seen.AsSpan(row + 1).Clear();
            for (var column = 0; column < columns; column++)
                seen[column] = seen[column] == 0 ? -Blocked : 0;
            VectorOps.Add(seen, scores.Row((head * rows) + row));
        }
    }
}
