using Spam.Keras.Kernels;
using Spam.Keras.Kernels.Products;
using Spam.Keras.Layers.Attending;

namespace Spam.Keras.Layers;

/// <summary>Each query gathers the values whose keys it scores high.</summary>
/// <remarks>
/// Shapes: inputs query (batch, queries, dim), value (batch, keys, width) and optionally key (batch, keys, dim; else the value is the key)
/// -> outputs (batch, queries, width).<br/>
/// Mask: the value's hides values; the query's sets outputs to zero and is handed on.<br/>
/// Source: Keras 2.15, keras/src/layers/attention/base_dense_attention.py.
/// </remarks>
public abstract class DenseAttention : MergingLayer
{
    /// <summary>With these options.</summary>
    /// <param name="dropout">The part of the weights that is dropped in training.</param>
    /// <param name="useCausalMask">Whether a query sees no later key than itself.</param>
    protected DenseAttention(float dropout, bool useCausalMask)
        => (Dropout, UseCausalMask) = (Layers.Dropout.CheckRate(dropout, ClassName, nameof(dropout)), useCausalMask);

    /// <summary>The part of the weights that is dropped in training.</summary>
    public float Dropout { get; }

    /// <summary>Whether a query sees no later key than itself; in Keras an argument of the call.</summary>
    public bool UseCausalMask { get; internal set; }

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes)
    {
        if (inputShapes.Count is not (2 or 3) || inputShapes.Any(shape => shape.Rank != 3))
            throw WrongShapes(inputShapes, "two or three of (batch, steps, features): query, value and, where it is not the value, key");

        var (query, value, key) = (inputShapes[0], inputShapes[1], inputShapes[^1]);
        if (!query.With(1, 0).Accepts(key.With(1, 0)) || !key.With(2, 0).Accepts(value.With(2, 0)))
            throw WrongShapes(inputShapes, "one batch size, query and key with as many features, and key and value with as many steps");

        return query.With(2, value[2]);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Call call)
    {
        var shape = OutputShape(call);
        var (query, value, key) = (call.Inputs[0], call.Inputs[1], call.Inputs[^1]);
        var scores = call.Pass.Rent(query.Shape[0], 1, query.Shape[1], key.Shape[1]);
        Score(query, key, scores, call.Pass);
        var weights = new AttentionWeights(scores, AttentionWeights.Drop(this, call, Dropout, scores.Shape), call.Pass);
        var outputs = call.Pass.Rent(shape.Sizes);
        var (values, sums) = (OneHead(value), OneHead(outputs));
        Workers.Run(call.Pass.NumThreads, scores.Shape[0], call.Pass.Rooms, (sample, room) =>
        {
            AttentionWeights.Block(scores, sample, null, [call.Masks[1]], null, UseCausalMask);
            weights.Distribute(sample);
            HeadProducts.CombineHead(weights.Of(sample), values, sums, sample, room);
        });
        call.Keep(weights);
        return Masked(outputs, call);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Tensor?> BackwardToInputs(Tensor outputGradients, Call call)
    {
        var (query, value, key) = (call.Inputs[0], call.Inputs[1], call.Inputs[^1]);
        var (weights, gradients) = (call.Kept<AttentionWeights>(), OneHead(Masked(outputGradients, call)));
        var weightGradients = call.Pass.Rent(weights.Weights.Shape.Sizes);
        var valueGradients = call.Pass.Rent(value.Shape.Sizes);
        var (values, sums) = (OneHead(value), OneHead(valueGradients));
        Workers.Run(call.Pass.NumThreads, weightGradients.Shape[0], call.Pass.Rooms, (sample, room) =>
        {
            HeadProducts.Score(gradients, values, HeadProducts.Of(weightGradients, sample), sample, room);
            HeadProducts.CombineHeadTransposed(weights.Of(sample), gradients, sums, sample, room);
            weights.Backward(HeadProducts.Of(weightGradients, sample), sample);
        });
        var (queryGradients, keyGradients) = ScoreBackward(weightGradients, query, key, call.Pass);
        if (call.Inputs.Count == 3)
            return [queryGradients, valueGradients, keyGradients];

        VectorOps.Add(keyGradients.Span, valueGradients.Span);
        return [queryGradients, valueGradients];
    }

    /// <summary>How each query (batch, queries, dim) meets each key (batch, keys, dim): scores (batch, 1, queries, keys).</summary>
    protected abstract void Score(Tensor query, Tensor key, Tensor scores, Pass pass);

    /// <summary>Adds to the weights' gradients, and gives those of query and key.</summary>
    protected abstract (Tensor Query, Tensor Key) ScoreBackward(Tensor scoreGradients, Tensor query, Tensor key, Pass pass);

    /// <summary>A sequence as one of a single head: (batch, steps, 1, features).</summary>
    internal static Tensor OneHead(Tensor sequence) => sequence.Reshape(sequence.Shape[0], sequence.Shape[1], 1, sequence.Shape[2]);

    static Tensor Masked(Tensor outputs, Call call)
        => call.Mask is null ? outputs : Broadcast.Multiply(outputs, call.Mask.Reshape(outputs.Shape[0], outputs.Shape[1], 1), call.Pass);
}
