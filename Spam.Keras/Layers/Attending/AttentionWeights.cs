using Spam.Keras.Activations;
using Spam.Keras.Kernels;

namespace Spam.Keras.Layers.Attending;

/// <summary>What becomes of scores (batch, heads, queries, keys) in every attention layer: mask, softmax, dropout.</summary>
sealed class AttentionWeights
{
    const float Blocked = 1e9f; // Keras subtracts so much: after the softmax nothing is left

    static readonly Activation _softmax = Activation.Get("softmax");

    readonly Tensor _distribution;
    readonly Tensor? _dropped;

    /// <summary>Turns <paramref name="scores"/> into weights; their numbers are not kept.</summary>
    public AttentionWeights(Tensor scores, Tensor? dropped, Pass pass)
    {
        (_distribution, _dropped) = (scores, dropped);
        Workers.Run(pass.NumThreads, scores.Shape[0], sample => _softmax.Forward(scores.Sample(sample), scores.Sample(sample), scores.Shape[^1]));
        Weights = dropped is null ? _distribution : Broadcast.Multiply(_distribution, dropped, pass);
    }

    /// <summary>The weights: (batch, heads, queries, keys).</summary>
    public Tensor Weights { get; }

    /// <summary>The gradients of the scores.</summary>
    public Tensor Backward(Tensor weightGradients, Pass pass)
    {
        var gradients = _dropped is null ? weightGradients : Broadcast.Multiply(weightGradients, _dropped, pass);
        var scores = pass.Rent(gradients.Shape.Sizes);
        Workers.Run(pass.NumThreads, scores.Shape[0], sample => _softmax.Backward(
            _distribution.Sample(sample), _distribution.Sample(sample), gradients.Sample(sample), scores.Sample(sample), scores.Shape[^1]));
        return scores;
    }

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

    /// <summary>Takes away the scores of what a query may not see.</summary>
    /// <param name="scores">(batch, heads, queries, keys).</param>
    /// <param name="queries">(batch, queries) of 1 and 0, or null.</param>
    /// <param name="keys">Each (batch, keys) of 1 and 0, or null.</param>
    /// <param name="pairs">(batch or 1, queries, keys) of 1 and 0, or null.</param>
    /// <param name="isCausal">Whether a query sees no later key than itself.</param>
    public static void Block(Tensor scores, Tensor? queries, IReadOnlyList<Tensor?> keys, Tensor? pairs, bool isCausal)
    {
        if (queries is null && pairs is null && !isCausal && keys.All(mask => mask is null))
            return;

        var (heads, rows, columns) = (scores.Shape[1], scores.Shape[2], scores.Shape[3]);
        var seen = new float[columns];
        for (var sample = 0; sample < scores.Shape[0]; sample++)
        {
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
                for (var head = 0; head < heads; head++)
                    VectorOps.Add(seen, scores.Row((((sample * heads) + head) * rows) + row));
            }
        }
    }
}
