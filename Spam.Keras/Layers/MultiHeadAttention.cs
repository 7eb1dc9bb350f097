using Spam.Keras.Activations;
using Spam.Keras.Constraints;
using Spam.Keras.Initializers;
using Spam.Keras.Kernels;
using Spam.Keras.Kernels.Products;
using Spam.Keras.Layers.Attending;
using Spam.Keras.Regularizers;

namespace Spam.Keras.Layers;

/// <summary>Several attentions side by side, each on projections of its own, whose results are projected back.</summary>
/// <remarks>
/// Shapes: inputs query (batch, queries, dim), value (batch, keys, width), optionally key (batch, keys, width of its own; else the value
/// is the key), and with takesAttentionMask as the last of all a mask (batch or 1, queries, keys) of 1 where a query may look and 0 where
/// not -> outputs (batch, queries, outputShape or dim).<br/>
/// Weights: <c>query</c>, <c>key</c>, <c>value</c>, each with <c>kernel</c> (features, numHeads, keyDim or valueDim) and <c>bias</c>
/// (numHeads, keyDim or valueDim); <c>attention_output</c> with <c>kernel</c> (numHeads, valueDim, outputs) and <c>bias</c> (outputs).<br/>
/// <code>
/// output = Σ softmax(query·keyᵀ / √keyDim) · value, for each head
/// </code>
/// Mask: those of query, value and key hide what they mask; the query's is handed on.<br/>
/// Source: Keras 2.15, keras/src/layers/attention/multi_head_attention.py. Paper: Vaswani and others, 2017.
/// </remarks>
public sealed class MultiHeadAttention : MergingLayer
{
    readonly Projection _query, _key, _value, _output;

    /// <summary>With Keras's options.</summary>
    /// <param name="numHeads">How many attentions.</param>
    /// <param name="keyDim">The width of a head's queries and keys.</param>
    /// <param name="valueDim">The width of a head's values; null: keyDim.</param>
    /// <param name="dropout">The part of the weights that is dropped in training.</param>
    /// <param name="useBias">Whether the projections add a bias.</param>
    /// <param name="outputShape">The width of the outputs; null: the query's.</param>
    /// <param name="useCausalMask">Whether a query sees no later key than itself; in Keras an argument of the call.</param>
    /// <param name="takesAttentionMask">Whether the last input is a mask of queries and keys; in Keras an argument of the call.</param>
    /// <param name="kernelInitializer">Of every kernel; Glorot uniform by default.</param>
    /// <param name="biasInitializer">Of every bias; zeros by default.</param>
    /// <param name="kernelRegularizer">What every kernel's size adds to the loss.</param>
    /// <param name="biasRegularizer">What every bias's size adds to the loss.</param>
    /// <param name="kernelConstraint">What every kernel is held to after each step of training.</param>
    /// <param name="biasConstraint">What every bias is held to after each step of training.</param>
    public MultiHeadAttention(
        int numHeads, int keyDim, int? valueDim = null, float dropout = 0, bool useBias = true, int? outputShape = null,
        bool useCausalMask = false, bool takesAttentionMask = false, Initializer? kernelInitializer = null, Initializer? biasInitializer = null,
        Regularizer? kernelRegularizer = null, Regularizer? biasRegularizer = null,
        Constraint? kernelConstraint = null, Constraint? biasConstraint = null)
    {
        if (numHeads < 1 || keyDim < 1 || valueDim < 1 || outputShape < 1)
        {
            throw new KerasException(
                $"MultiHeadAttention got numHeads {numHeads}, keyDim {keyDim}, valueDim {valueDim ?? keyDim} and outputShape {outputShape?.ToString() ?? "null"}; " +
                "each is 1 or more.");
        }

        (NumHeads, KeyDim, ValueDim, OutputWidth) = (numHeads, keyDim, valueDim ?? keyDim, outputShape);
        Dropout = Layers.Dropout.CheckRate(dropout, nameof(MultiHeadAttention), nameof(dropout));
        (UseBias, UseCausalMask, TakesAttentionMask) = (useBias, useCausalMask, takesAttentionMask);
        _query = New("query");
        _key = New("key");
        _value = New("value");
        _output = New("attention_output");

        Projection New(string name)
            => new(name, useBias, kernelInitializer, biasInitializer, kernelRegularizer, biasRegularizer, kernelConstraint, biasConstraint);
    }

    /// <summary>How many attentions.</summary>
    public int NumHeads { get; }

    /// <summary>The width of a head's queries and keys.</summary>
    public int KeyDim { get; }

    /// <summary>The width of a head's values.</summary>
    public int ValueDim { get; }

    /// <summary>The part of the weights that is dropped in training.</summary>
    public float Dropout { get; }

    /// <summary>Whether the projections add a bias.</summary>
    public bool UseBias { get; }

    /// <summary>The width of the outputs where it is not the query's; Keras's <c>output_shape</c>.</summary>
    public int? OutputWidth { get; }

    /// <summary>Whether a query sees no later key than itself.</summary>
    public bool UseCausalMask { get; internal set; }

    /// <summary>Whether the last input is a mask of queries and keys.</summary>
    public bool TakesAttentionMask { get; internal set; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [.. _query.Parameters, .. _key.Parameters, .. _value.Parameters, .. _output.Parameters];

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes)
    {
        var numSequences = inputShapes.Count - (TakesAttentionMask ? 1 : 0);
        if (numSequences is not (2 or 3) || inputShapes.Any(shape => shape.Rank != 3))
        {
            throw WrongShapes(inputShapes, "two or three of (batch, steps, features): query, value and, where it is not the value, key" +
                (TakesAttentionMask ? ", and then the attention mask (batch, queries, keys)" : ""));
        }

        var (query, value, key) = (inputShapes[0], inputShapes[1], inputShapes[numSequences - 1]);
        if (!key.With(2, 0).Accepts(value.With(2, 0)) || !new Shape(query[0]).Accepts(new(key[0])))
            throw WrongShapes(inputShapes, "one batch size, and key and value with as many steps");
        if (TakesAttentionMask && !MaskShape(query, key, inputShapes[^1][0]).Accepts(inputShapes[^1]))
            throw WrongShapes(inputShapes, $"an attention mask of shape {MaskShape(query, key, query[0])}");

        return OutputWidth is { } width ? query.With(2, width) : query;
    }

    /// <inheritdoc/>
    public override Tensor Forward(Call call)
    {
        var shape = OutputShape(call);
        var (query, value, key, pass) = (call.Inputs[0], call.Inputs[1], KeyOf(call), call.Pass);
        var queries = _query.Forward(query, RentHeads(query, KeyDim, pass), pass);
        var keys = _key.Forward(key, RentHeads(key, KeyDim, pass), pass);
        var values = _value.Forward(value, RentHeads(value, ValueDim, pass), pass);
        Rows.Scale(queries.Span, Scale);

        var scores = pass.Rent(query.Shape[0], NumHeads, query.Shape[1], key.Shape[1]);
        var weights = new AttentionWeights(scores, AttentionWeights.Drop(this, call, Dropout, scores.Shape), pass);
        var context = RentHeads(query, ValueDim, pass);
        Tensor?[] keyMasks = [.. KeyMasks(call)];
        Workers.Run(pass.NumThreads, query.Shape[0] * NumHeads, pass.Rooms, (head, room) => // all of a head while its scores are in the cache
        {
            HeadProducts.Score(queries, keys, HeadProducts.Of(scores, head), head, room);
            AttentionWeights.Block(scores, head, call.Mask, keyMasks, TakesAttentionMask ? call.Inputs[^1] : null, UseCausalMask);
            weights.Distribute(head);
            HeadProducts.CombineHead(weights.Of(head), values, context, head, room);
        });
        call.Keep(new State(queries, keys, values, weights, context));
        return _output.Forward(context, pass.Rent(shape.Sizes), pass);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Tensor?> BackwardToInputs(Tensor outputGradients, Call call)
    {
        var ((queries, keys, values, weights, context), pass) = (call.Kept<State>(), call.Pass);
        var contextGradients = _output.Backward(outputGradients, context, pass);
        var (queryHeads, keyHeads, valueHeads) = (pass.Rent(queries.Shape.Sizes), pass.Rent(keys.Shape.Sizes), pass.Rent(values.Shape.Sizes));
        Workers.Run(pass.NumThreads, queries.Shape[0] * NumHeads, pass.Rooms, (head, room) =>
        {
            var gradients = room.Numbers(weights.Of(head).Length);
            HeadProducts.CombineHeadTransposed(weights.Of(head), contextGradients, valueHeads, head, room);
            HeadProducts.Score(contextGradients, values, gradients, head, room);
            weights.Backward(gradients, head);
            HeadProducts.CombineHead(gradients, keys, queryHeads, head, room);
            HeadProducts.CombineHeadTransposed(gradients, queries, keyHeads, head, room);
        });
        Rows.Scale(queryHeads.Span, Scale);

        var query = _query.Backward(queryHeads, call.Inputs[0], pass);
        var key = _key.Backward(keyHeads, KeyOf(call), pass);
        var value = _value.Backward(valueHeads, call.Inputs[1], pass);
        if (NumSequences(call) == 2)
            VectorOps.Add(key.Span, value.Span);
        Tensor?[] ofInputs = NumSequences(call) == 2 ? [query, value] : [query, value, key];
        return TakesAttentionMask ? [.. ofInputs, null] : ofInputs;
    }

    /// <inheritdoc/>
    protected override void CreateWeights(Random random, IReadOnlyList<Shape> inputShapes)
    {
        var outputs = ComputeOutputShape(inputShapes);
        var (query, value, key) = (inputShapes[0][2], inputShapes[1][2], inputShapes[TakesAttentionMask ? ^2 : ^1][2]);
        if (query == Shape.Unknown || value == Shape.Unknown || key == Shape.Unknown)
            throw WrongShapes(inputShapes, "known numbers of features");

        _query.Build(random, [query], [NumHeads, KeyDim]);
        _key.Build(random, [key], [NumHeads, KeyDim]);
        _value.Build(random, [value], [NumHeads, ValueDim]);
        _output.Build(random, [NumHeads, ValueDim], [outputs[2]]);
    }

    float Scale => 1 / MathF.Sqrt(KeyDim);

    int NumSequences(Call call) => call.Inputs.Count - (TakesAttentionMask ? 1 : 0);

    Tensor KeyOf(Call call) => call.Inputs[NumSequences(call) - 1];

    IEnumerable<Tensor?> KeyMasks(Call call) => call.Masks.Take(NumSequences(call)).Skip(1);

    Tensor RentHeads(Tensor sequence, int width, Pass pass) => pass.Rent(sequence.Shape[0], sequence.Shape[1], NumHeads, width);

    static Shape MaskShape(Shape query, Shape key, int batch) => new(batch == 1 ? 1 : query[0], query[1], key[1]);

    sealed record State(Tensor Queries, Tensor Keys, Tensor Values, AttentionWeights Weights, Tensor Context);
}
