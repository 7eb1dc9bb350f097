using Spam.Keras.Activations;
using Spam.Keras.Initializers;
using Spam.Keras.Kernels.Products;
using Spam.Keras.Layers.Attending;

namespace Spam.Keras.Layers;

/// <summary>Attention that scores by the product of query and key (Luong), or by the sum of their tanh.</summary>
/// <remarks>
/// Shapes and masks: see <see cref="DenseAttention"/>.<br/>
/// Weights: <c>scale</c> () with useScale, <c>concat_score_weight</c> () with <see cref="ScoreMode.Concat"/>.<br/>
/// <code>
/// Dot:    score = scale · query·key
/// Concat: score = concat_score_weight · Σ tanh(scale · (query + key))
/// </code>
/// Source: Keras 2.15, keras/src/layers/attention/attention.py.
/// </remarks>
public sealed class Attention : DenseAttention
{
    readonly Parameter? _scale, _concatScoreWeight;

    /// <summary>With Keras's options.</summary>
    /// <param name="useScale">Whether scores have a learned factor.</param>
    /// <param name="scoreMode">How a key is scored.</param>
    /// <param name="dropout">The part of the weights that is dropped in training.</param>
    /// <param name="useCausalMask">Whether a query sees no later key than itself.</param>
    public Attention(bool useScale = false, ScoreMode scoreMode = ScoreMode.Dot, float dropout = 0, bool useCausalMask = false)
        : base(dropout, useCausalMask)
    {
        ScoreMode = Enum.IsDefined(scoreMode)
            ? scoreMode
            : throw new KerasException($"Attention got score mode {scoreMode}; there are {string.Join(" and ", Enum.GetNames<ScoreMode>())}.");
        _scale = useScale ? new("scale", new Ones()) : null;
        _concatScoreWeight = scoreMode == ScoreMode.Concat ? new("concat_score_weight", new Ones()) : null;
    }

    /// <summary>Whether scores have a learned factor.</summary>
    public bool UseScale => _scale is not null;

    /// <summary>How a key is scored.</summary>
    public ScoreMode ScoreMode { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [.. new[] { _scale, _concatScoreWeight }.OfType<Parameter>()];

    /// <inheritdoc/>
    protected override void Score(Tensor query, Tensor key, Tensor scores, Pass pass)
    {
        if (_concatScoreWeight is not null)
        {
            TanhScores.Forward(query, key, Factors(_concatScoreWeight, query), ScaleValue, scores);
            return;
        }

        HeadProducts.Scores(OneHead(query), OneHead(key), scores, pass.NumThreads, pass.Rooms);
        if (_scale is not null)
            Rows.Scale(scores.Span, ScaleValue);
    }

    /// <inheritdoc/>
    protected override (Tensor Query, Tensor Key) ScoreBackward(Tensor scoreGradients, Tensor query, Tensor key, Pass pass)
    {
        var (queryGradients, keyGradients) = (pass.RentZeros(query.Shape.Sizes), pass.RentZeros(key.Shape.Sizes));
        if (_concatScoreWeight is not null)
        {
            var factorGradients = new float[query.Shape[2]];
            var scaleGradient = TanhScores.Backward(
                query, key, Factors(_concatScoreWeight, query), ScaleValue, scoreGradients, queryGradients, keyGradients, factorGradients);
            _concatScoreWeight.Gradient[0] += factorGradients.Sum();
            if (_scale is not null)
                _scale.Gradient[0] += scaleGradient;
            return (queryGradients, keyGradients);
        }

        if (_scale is not null)
        {
            var products = pass.Rent(scoreGradients.Shape.Sizes);
            HeadProducts.Scores(OneHead(query), OneHead(key), products, pass.NumThreads, pass.Rooms);
            _scale.Gradient[0] += Rows.Dot(products.Span, scoreGradients.Span);
            Rows.Scale(scoreGradients.Span, ScaleValue);
        }

        HeadProducts.Combine(scoreGradients, OneHead(key), OneHead(queryGradients), pass.NumThreads, pass.Rooms);
        HeadProducts.CombineTransposed(scoreGradients, OneHead(query), OneHead(keyGradients), pass.NumThreads, pass.Rooms);
        return (queryGradients, keyGradients);
    }

    /// <inheritdoc/>
    protected override void CreateWeights(Random random, IReadOnlyList<Shape> inputShapes)
    {
        ComputeOutputShape(inputShapes);
        foreach (var parameter in Parameters)
            parameter.Build(new(), random);
    }

    float ScaleValue => _scale?.Value[0] ?? 1;

    /// <summary>The one factor of all features.</summary>
    static float[] Factors(Parameter weight, Tensor query) => [.. Enumerable.Repeat(weight.Value[0], query.Shape[2])];
}
