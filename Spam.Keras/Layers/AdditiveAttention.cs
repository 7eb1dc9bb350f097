using Spam.Keras.Initializers;
using Spam.Keras.Kernels;
using Spam.Keras.Layers.Attending;

namespace Spam.Keras.Layers;

/// <summary>Attention that scores by the sum of <c>tanh(query + key)</c> (Bahdanau).</summary>
/// <remarks>
/// Shapes and masks: see <see cref="DenseAttention"/>.<br/>
/// Weights: <c>scale</c> (dim) with useScale: <c>score = Σ scale · tanh(query + key)</c>.<br/>
/// Source: Keras 2.15, keras/src/layers/attention/additive_attention.py.
/// </remarks>
public sealed class AdditiveAttention : DenseAttention
{
    readonly Parameter? _scale;

    /// <summary>With Keras's options.</summary>
    /// <param name="useScale">Whether each feature has a learned factor.</param>
    /// <param name="dropout">The part of the weights that is dropped in training.</param>
    /// <param name="useCausalMask">Whether a query sees no later key than itself.</param>
    public AdditiveAttention(bool useScale = true, float dropout = 0, bool useCausalMask = false) : base(dropout, useCausalMask)
        => _scale = useScale ? new("scale", new GlorotUniform()) : null;

    /// <summary>Whether each feature has a learned factor.</summary>
    public bool UseScale => _scale is not null;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => _scale is null ? [] : [_scale];

    /// <inheritdoc/>
    protected override void Score(Tensor query, Tensor key, Tensor scores, Pass pass)
        => TanhScores.Forward(query, key, Factors(query), 1, scores);

    /// <inheritdoc/>
    protected override (Tensor Query, Tensor Key) ScoreBackward(Tensor scoreGradients, Tensor query, Tensor key, Pass pass)
    {
        var (queryGradients, keyGradients) = (pass.RentZeros(query.Shape.Sizes), pass.RentZeros(key.Shape.Sizes));
        var factorGradients = new float[query.Shape[2]];
        TanhScores.Backward(query, key, Factors(query), 1, scoreGradients, queryGradients, keyGradients, factorGradients);
        if (_scale is not null)
            VectorOps.Add(factorGradients, _scale.Gradient.Span);
        return (queryGradients, keyGradients);
    }

    /// <inheritdoc/>
    protected override void CreateWeights(Random random, IReadOnlyList<Shape> inputShapes)
    {
        ComputeOutputShape(inputShapes);
        var dim = inputShapes[^1][2];
        if (dim == Shape.Unknown)
            throw WrongShapes(inputShapes, "a known number of features");

        _scale?.Build(new(dim), random);
    }

    float[] Factors(Tensor query)
    {
        if (_scale is null)
            return [.. Enumerable.Repeat(1f, query.Shape[2])];

        return _scale.Value.Length == query.Shape[2]
            ? _scale.Value.Span.ToArray()
            : throw WrongShape(query.Shape, $"(batch, queries, {_scale.Value.Length}), as it was built");
    }
}
