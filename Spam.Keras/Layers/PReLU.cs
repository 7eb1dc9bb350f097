using Spam.Keras.Constraints;
using Spam.Keras.Initializers;
using Spam.Keras.Kernels;
using Spam.Keras.Regularizers;

namespace Spam.Keras.Layers;

/// <summary><c>x</c> above zero, <c>alpha x</c> below, where alpha is learned.</summary>
/// <remarks>
/// Shapes: inputs (batch, …) -> outputs, the same.<br/>
/// Weights: <c>alpha</c> (…), one number for each place of a sample; an axis that is shared has size 1.<br/>
/// Source: Keras 2.15, keras/src/layers/activation/prelu.py. Paper: He, Zhang, Ren and Sun, 2015.
/// </remarks>
public sealed class PReLU : Layer
{
    readonly Parameter _alpha;

    /// <summary>With Keras's options.</summary>
    /// <param name="alphaInitializer">Zeros by default.</param>
    /// <param name="alphaRegularizer">What alpha's size adds to the loss.</param>
    /// <param name="sharedAxes">The axes along which one alpha is used, counted with the batch axis: [1] shares it between the steps.</param>
    /// <param name="alphaConstraint">What alpha is held to after each step of training.</param>
    public PReLU(
        Initializer? alphaInitializer = null, Regularizer? alphaRegularizer = null, IReadOnlyList<int>? sharedAxes = null,
        Constraint? alphaConstraint = null)
    {
        SharedAxes = sharedAxes;
        _alpha = new("alpha", alphaInitializer ?? new Zeros(), alphaRegularizer, constraint: alphaConstraint);
    }

    /// <summary>The axes along which one alpha is used.</summary>
    public IReadOnlyList<int>? SharedAxes { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [_alpha];

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes)
        => inputShapes[0].Rank >= 2 ? inputShapes[0] : throw WrongShape(inputShapes[0], "(batch, …) with at least one axis of a sample");

    /// <inheritdoc/>
    public override Tensor Forward(Call call)
    {
        var (inputs, alpha) = (call.Input, AlphaOfSample(call));
        var outputs = call.Pass.Rent(inputs.Shape.Sizes);
        for (var sample = 0; sample < inputs.Shape[0]; sample++)
        {
            var x = inputs.Sample(sample);
            var y = outputs.Sample(sample);
            var slope = alpha.Span;
            for (var i = 0; i < x.Length; i++)
                y[i] = x[i] < 0 ? slope[i] * x[i] : x[i];
        }

        return outputs;
    }

    /// <inheritdoc/>
    public override Tensor? Backward(Tensor outputGradients, Call call)
    {
        var (inputs, alpha) = (call.Input, AlphaOfSample(call));
        var inputGradients = call.Pass.Rent(inputs.Shape.Sizes);
        var alphaGradients = call.Pass.RentZeros(alpha.Shape.Sizes);
        for (var sample = 0; sample < inputs.Shape[0]; sample++)
        {
            var x = inputs.Sample(sample);
            var dy = outputGradients.Sample(sample);
            var dx = inputGradients.Sample(sample);
            var slope = alpha.Span;
            var sum = alphaGradients.Span;
            for (var i = 0; i < x.Length; i++)
            {
                dx[i] = x[i] > 0 ? dy[i] : x[i] < 0 ? slope[i] * dy[i] : 0;
                sum[i] += x[i] < 0 ? x[i] * dy[i] : 0;
            }
        }

        VectorOps.Add(Broadcast.Reduce(alphaGradients, _alpha.Value.Shape, call.Pass).Span, _alpha.Gradient.Span);
        return inputGradients;
    }

    /// <inheritdoc/>
    protected override void CreateWeights(Random random, IReadOnlyList<Shape> inputShapes)
    {
        var shape = ComputeOutputShape(inputShapes)[1..];
        foreach (var axis in SharedAxes ?? [])
        {
            shape = axis >= 1 && axis <= shape.Rank
                ? shape.With(axis - 1, 1)
                : throw new KerasException($"{this} got shared axis {axis}; its inputs {inputShapes[0]} have the axes 1 to {shape.Rank} besides the batch's.");
        }

        if (!shape.IsKnown)
            throw WrongShape(inputShapes[0], "known sizes of all axes but the batch's and the shared ones");
        _alpha.Build(shape, random);
    }

    Tensor AlphaOfSample(Call call)
    {
        var sample = call.Input.Shape[1..];
        var alpha = _alpha.Value.Shape;
        if (sample.Rank != alpha.Rank || alpha.Where((size, axis) => size != 1 && size != sample[axis]).Any())
            throw WrongShape(call.Input.Shape, $"samples of shape {alpha}, as it was built");

        return Broadcast.Expand(_alpha.Value, sample, call.Pass);
    }
}
