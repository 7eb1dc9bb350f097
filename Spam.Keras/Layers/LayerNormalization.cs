using Spam.Keras.Activations;
using Spam.Keras.Constraints;
using Spam.Keras.Initializers;
using Spam.Keras.Kernels;
using Spam.Keras.Regularizers;

namespace Spam.Keras.Layers;

/// <summary>Brings the numbers along some axes to mean 0 and variance 1, each sample (and step) by itself.</summary>
/// <remarks>
/// Shapes: inputs (…) -> outputs, the same.<br/>
/// Weights: <c>gamma</c> and <c>beta</c>, of the sizes of the axes.<br/>
/// Source: Keras 2.15, keras/src/layers/normalization/layer_normalization.py. Paper: Ba, Kiros and Hinton, 2016.
/// </remarks>
public sealed class LayerNormalization : Layer
{
    readonly Parameter? _gamma, _beta;

    /// <summary>With Keras's options.</summary>
    /// <param name="axis">The axes, in rising order; the last by default.</param>
    /// <param name="epsilon">What is added to a variance before its root is divided by.</param>
    /// <param name="center">Whether a learned beta is added.</param>
    /// <param name="scale">Whether a learned gamma is multiplied by.</param>
    /// <param name="betaInitializer">Zeros by default.</param>
    /// <param name="gammaInitializer">Ones by default.</param>
    /// <param name="betaRegularizer">What beta's size adds to the loss.</param>
    /// <param name="gammaRegularizer">What gamma's size adds to the loss.</param>
    /// <param name="betaConstraint">What beta is held to after each step of training.</param>
    /// <param name="gammaConstraint">What gamma is held to after each step of training.</param>
    public LayerNormalization(
        IReadOnlyList<int>? axis = null, float epsilon = .001f, bool center = true, bool scale = true, Initializer? betaInitializer = null,
        Initializer? gammaInitializer = null, Regularizer? betaRegularizer = null, Regularizer? gammaRegularizer = null,
        Constraint? betaConstraint = null, Constraint? gammaConstraint = null)
    {
        Axis = axis is { Count: > 0 } ? axis : [-1];
        Epsilon = epsilon;
        _gamma = scale ? new("gamma", gammaInitializer ?? new Ones(), gammaRegularizer, constraint: gammaConstraint) : null;
        _beta = center ? new("beta", betaInitializer ?? new Zeros(), betaRegularizer, constraint: betaConstraint) : null;
    }

    /// <summary>The axes.</summary>
    public IReadOnlyList<int> Axis { get; }

    /// <summary>What is added to a variance.</summary>
    public float Epsilon { get; }

    /// <summary>Whether a learned beta is added.</summary>
    public bool Center => _beta is not null;

    /// <summary>Whether a learned gamma is multiplied by.</summary>
    public bool Scale => _gamma is not null;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [.. new[] { _gamma, _beta }.OfType<Parameter>()];

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes)
    {
        Places(inputShapes[0]);
        return inputShapes[0];
    }

    /// <inheritdoc/>
    public override Tensor Forward(Call call)
    {
        var order = Order(call);
        var inputs = Axes.Transpose(call.Input, order, call.Pass);
        var width = Width(inputs);
        var (normal, outputs) = (call.Pass.Rent(inputs.Shape.Sizes), call.Pass.RentZeros(inputs.Shape.Sizes));
        var inverse = new float[width == 0 ? 0 : inputs.Length / width];
        for (var row = 0; row < inverse.Length; row++)
        {
            var source = inputs.Span.Slice(row * width, width);
            var target = normal.Span.Slice(row * width, width);
            var output = outputs.Span.Slice(row * width, width);
            Rows.Subtract(source, Rows.Sum(source) / width, target);
            inverse[row] = 1 / MathF.Sqrt((Rows.Dot(target, target) / width) + Epsilon);
            Rows.Scale(target, inverse[row]);
            _beta?.Value.Span.CopyTo(output);
            if (_gamma is null)
                VectorOps.Add(target, output);
            else
                VectorOps.AddProduct(target, _gamma.Value.Span, output);
        }

        call.Keep(new State(normal, inverse));
        return Axes.Transpose(outputs, Axes.Inverse(order), call.Pass);
    }

    /// <inheritdoc/>
    public override Tensor? Backward(Tensor outputGradients, Call call)
    {
        var (order, (normal, inverse)) = (Order(call), call.Kept<State>());
        var gradients = Axes.Transpose(outputGradients, order, call.Pass);
        var width = Width(gradients);
        var inputGradients = call.Pass.Rent(gradients.Shape.Sizes);
        for (var row = 0; row < inverse.Length; row++)
        {
            var slopes = gradients.Span.Slice(row * width, width);
            var values = normal.Span.Slice(row * width, width);
            var target = inputGradients.Span.Slice(row * width, width);
            if (_beta is not null)
                VectorOps.Add(slopes, _beta.Gradient.Span);
            if (_gamma is not null)
                VectorOps.AddProduct(slopes, values, _gamma.Gradient.Span);

            // dx = (dn - mean(dn) - normal mean(dn normal)) / root, with dn = dy gamma
            slopes.CopyTo(target);
            if (_gamma is not null)
                VectorOps.Multiply(target, _gamma.Value.Span, target);
            var (mean, share) = (Rows.Sum(target) / width, Rows.Dot(target, values) / width);
            Rows.Subtract(target, mean, target);
            VectorOps.AddScaled(-share, values, target);
            Rows.Scale(target, inverse[row]);
        }

        return Axes.Transpose(inputGradients, Axes.Inverse(order), call.Pass);
    }

    /// <inheritdoc/>
    protected override void CreateWeights(Random random, IReadOnlyList<Shape> inputShapes)
    {
        var inputs = inputShapes[0];
        var shape = new Shape([.. Places(inputs).Select(axis => inputs[axis])]);
        if (!shape.IsKnown)
            throw WrongShape(inputs, $"known sizes of the axes that it normalizes along: {string.Join(", ", Axis)}");

        _gamma?.Build(shape, random);
        _beta?.Build(shape, random);
    }

    int Width(Tensor rows) => rows.Shape[^Axis.Count..].Length;

    int[] Order(Call call)
    {
        var places = Places(call.Input.Shape);
        var weight = (_gamma ?? _beta)?.Value.Shape;
        if (weight is not null && !weight.SequenceEqual(places.Select(axis => call.Input.Shape[axis])))
            throw WrongShape(call.Input.Shape, $"sizes {weight} of the axes {string.Join(", ", Axis)}, as it was built");

        return Axes.MoveToEnd(call.Input.Rank, places);
    }

    int[] Places(Shape inputs) => Axes.Find(this, Axis, inputs.Rank);

    sealed record State(Tensor Normal, float[] Inverse);
}
