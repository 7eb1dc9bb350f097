using Spam.Keras.Constraints;
using Spam.Keras.Initializers;
using Spam.Keras.Kernels;
using Spam.Keras.Layers.Normalizing;
using Spam.Keras.Regularizers;

namespace Spam.Keras.Layers;

/// <summary>Brings each feature to mean 0 and variance 1: in training over the batch, else by moving averages of what training saw.</summary>
/// <remarks>
/// Shapes: inputs (batch, …, features) -> outputs, the same.<br/>
/// Weights: <c>gamma</c>, <c>beta</c>, and not learned by gradients <c>moving_mean</c>, <c>moving_variance</c>, each (features).<br/>
/// A forward in training moves the averages, unless the layer is not trainable: then they are used in training too.<br/>
/// Mask: handed on. In Keras 3 the statistics are those of the real steps; Keras 2 counts all.<br/>
/// Source: Keras 2.15, keras/src/layers/normalization/batch_normalization.py; Keras 3, the same path. Paper: Ioffe and Szegedy, 2015.
/// </remarks>
public sealed class BatchNormalization : Layer
{
    readonly Parameter? _gamma, _beta;
    readonly Parameter _movingMean, _movingVariance;

    /// <summary>With Keras's options.</summary>
    /// <param name="axis">The axis of the features.</param>
    /// <param name="momentum">How much of a moving average stays in a step.</param>
    /// <param name="epsilon">What is added to a variance before its root is divided by.</param>
    /// <param name="center">Whether a learned beta is added.</param>
    /// <param name="scale">Whether a learned gamma is multiplied by.</param>
    /// <param name="betaInitializer">Zeros by default.</param>
    /// <param name="gammaInitializer">Ones by default.</param>
    /// <param name="movingMeanInitializer">Zeros by default.</param>
    /// <param name="movingVarianceInitializer">Ones by default.</param>
    /// <param name="betaRegularizer">What beta's size adds to the loss.</param>
    /// <param name="gammaRegularizer">What gamma's size adds to the loss.</param>
    /// <param name="dialect">Whose way with masks it has.</param>
    /// <param name="betaConstraint">What beta is held to after each step of training.</param>
    /// <param name="gammaConstraint">What gamma is held to after each step of training.</param>
    public BatchNormalization(
        int axis = -1, float momentum = .99f, float epsilon = .001f, bool center = true, bool scale = true, Initializer? betaInitializer = null,
        Initializer? gammaInitializer = null, Initializer? movingMeanInitializer = null, Initializer? movingVarianceInitializer = null,
        Regularizer? betaRegularizer = null, Regularizer? gammaRegularizer = null, Dialect dialect = Dialect.Keras2,
        Constraint? betaConstraint = null, Constraint? gammaConstraint = null)
    {
        (Axis, Momentum, Epsilon, Dialect) = (axis, momentum, epsilon, dialect);
        _gamma = scale ? new("gamma", gammaInitializer ?? new Ones(), gammaRegularizer, constraint: gammaConstraint) : null;
        _beta = center ? new("beta", betaInitializer ?? new Zeros(), betaRegularizer, constraint: betaConstraint) : null;
        _movingMean = new("moving_mean", movingMeanInitializer ?? new Zeros(), trainable: false);
        _movingVariance = new("moving_variance", movingVarianceInitializer ?? new Ones(), trainable: false);
    }

    /// <summary>The axis of the features.</summary>
    public int Axis { get; }

    /// <summary>How much of a moving average stays in a step.</summary>
    public float Momentum { get; }

    /// <summary>What is added to a variance.</summary>
    public float Epsilon { get; }

    /// <summary>Whether a learned beta is added.</summary>
    public bool Center => _beta is not null;

    /// <summary>Whether a learned gamma is multiplied by.</summary>
    public bool Scale => _gamma is not null;

    /// <summary>Whose way with masks it has.</summary>
    public Dialect Dialect { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters
        => [.. new[] { _gamma, _beta, _movingMean, _movingVariance }.OfType<Parameter>()];

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes)
    {
        Place(inputShapes[0]);
        return inputShapes[0];
    }

    /// <inheritdoc/>
    public override Tensor Forward(Call call)
    {
        var order = Order(call);
        var inputs = Axes.Transpose(call.Input, order, call.Pass);
        var usesBatch = call.Training && Trainable;
        var realRows = usesBatch && Dialect == Dialect.Keras3 ? RealRows(call, inputs) : null;
        var moments = usesBatch ? new BatchMoments(inputs, realRows) : null;
        var mean = moments?.Mean ?? _movingMean.Value.Span.ToArray();
        var inverse = Array.ConvertAll(moments?.Variance ?? _movingVariance.Value.Span.ToArray(), variance => 1 / MathF.Sqrt(variance + Epsilon));
        if (moments is not null)
        {
            Move(_movingMean, moments.Mean);
            Move(_movingVariance, moments.Variance);
        }

        var (normal, outputs) = (call.Pass.Rent(inputs.Shape.Sizes), call.Pass.RentZeros(inputs.Shape.Sizes));
        for (var row = 0; row < inputs.NumRows; row++)
        {
            var target = normal.Row(row);
            inputs.Row(row).CopyTo(target);
            VectorOps.AddScaled(-1, mean, target);
            VectorOps.Multiply(target, inverse, target);
            _beta?.Value.Span.CopyTo(outputs.Row(row));
            if (_gamma is null)
                VectorOps.Add(target, outputs.Row(row));
            else
                VectorOps.AddProduct(target, _gamma.Value.Span, outputs.Row(row));
        }

        call.Keep(new State(normal, inverse, realRows, moments?.Count ?? 0));
        return Axes.Transpose(outputs, Axes.Inverse(order), call.Pass);
    }

    /// <inheritdoc/>
    public override Tensor? Backward(Tensor outputGradients, Call call)
    {
        var (order, state) = (Order(call), call.Kept<State>());
        var gradients = Axes.Transpose(outputGradients, order, call.Pass);
        var (sum, sumOfProducts) = (new float[state.Inverse.Length], new float[state.Inverse.Length]);
        for (var row = 0; row < gradients.NumRows; row++)
        {
            VectorOps.Add(gradients.Row(row), sum);
            VectorOps.AddProduct(gradients.Row(row), state.Normal.Row(row), sumOfProducts);
        }

        if (_beta is not null)
            VectorOps.Add(sum, _beta.Gradient.Span);
        if (_gamma is not null)
            VectorOps.Add(sumOfProducts, _gamma.Gradient.Span);

        // dx = gamma / root * (dy - (Σ dy + normal Σ dy normal) / count), the latter only where the row was counted
        var slope = (float[])state.Inverse.Clone();
        if (_gamma is not null)
            VectorOps.Multiply(slope, _gamma.Value.Span, slope);
        var (inputGradients, through) = (call.Pass.Rent(gradients.Shape.Sizes), new float[slope.Length]);
        for (var row = 0; row < gradients.NumRows; row++)
        {
            var target = inputGradients.Row(row);
            gradients.Row(row).CopyTo(target);
            if (state.Count > 0 && state.RealRows?[row] != 0)
            {
                sum.CopyTo(through, 0);
                VectorOps.AddProduct(state.Normal.Row(row), sumOfProducts, through);
                VectorOps.AddScaled(-1 / state.Count, through, target);
            }

            VectorOps.Multiply(target, slope, target);
        }

        return Axes.Transpose(inputGradients, Axes.Inverse(order), call.Pass);
    }

    /// <inheritdoc/>
    protected override void CreateWeights(Random random, IReadOnlyList<Shape> inputShapes)
    {
        var numFeatures = inputShapes[0][Place(inputShapes[0])];
        if (numFeatures == Shape.Unknown)
            throw WrongShape(inputShapes[0], $"a known size of axis {Axis}, which is that of the features");

        foreach (var parameter in Parameters)
            parameter.Build(new(numFeatures), random);
    }

    void Move(Parameter average, float[] measured)
    {
        for (var i = 0; i < measured.Length; i++)
            average.Value[i] -= (average.Value[i] - measured[i]) * (1 - Momentum);
        average.Changed();
    }

    Tensor? RealRows(Call call, Tensor inputs) => call.Mask is null || call.Mask.Length == inputs.NumRows
        ? call.Mask
        : throw new KerasException($"{this} got a mask of shape {call.Mask.Shape}; expected one number for each step of its inputs {call.Input.Shape}, and axis -1.");

    int[] Order(Call call)
    {
        var place = Place(call.Input.Shape);
        if (call.Input.Shape[place] != _movingMean.Value.Length)
            throw WrongShape(call.Input.Shape, $"{_movingMean.Value.Length} features on axis {Axis}, as it was built");

        return Axes.MoveToEnd(call.Input.Rank, place);
    }

    int Place(Shape inputs)
    {
        var place = Axes.Find(this, Axis, inputs.Rank);
        return place > 0 ? place : throw new KerasException($"{this} got axis {Axis}, which is the batch's; give the axis of the features: 1 to {inputs.Rank - 1}.");
    }

    sealed record State(Tensor Normal, float[] Inverse, Tensor? RealRows, float Count);
}
