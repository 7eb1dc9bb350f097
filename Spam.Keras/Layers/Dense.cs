using Spam.Keras.Activations;
using Spam.Keras.Constraints;
using Spam.Keras.Initializers;
using Spam.Keras.Regularizers;

namespace Spam.Keras.Layers;

/// <summary>Every output is a weighted sum of all inputs, plus a bias, through an activation.</summary>
/// <remarks>
/// Shapes: inputs (…, features) -> outputs (…, units).<br/>
/// Weights: <c>kernel</c> (features, units), <c>bias</c> (units).<br/>
/// Source: Keras 2.15, keras/src/layers/core/dense.py.
/// </remarks>
public sealed class Dense : Layer
{
    readonly Parameter _kernel;
    readonly Parameter? _bias;
    readonly WeightedSum _sum;

    /// <summary>With <paramref name="units"/> outputs.</summary>
    /// <param name="units">How many outputs.</param>
    /// <param name="activation">What the sums go through; none by default.</param>
    /// <param name="useBias">Whether a bias is added.</param>
    /// <param name="kernelInitializer">Glorot uniform by default.</param>
    /// <param name="biasInitializer">Zeros by default.</param>
    /// <param name="kernelRegularizer">What the kernel's size adds to the loss.</param>
    /// <param name="biasRegularizer">What the bias's size adds to the loss.</param>
    /// <param name="activityRegularizer">What the outputs' size adds to the loss, for each sample.</param>
    /// <param name="kernelConstraint">What the kernel is held to after each step of training.</param>
    /// <param name="biasConstraint">What the bias is held to after each step of training.</param>
    public Dense(
        int units, Activation? activation = null, bool useBias = true, Initializer? kernelInitializer = null, Initializer? biasInitializer = null,
        Regularizer? kernelRegularizer = null, Regularizer? biasRegularizer = null, Regularizer? activityRegularizer = null,
        Constraint? kernelConstraint = null, Constraint? biasConstraint = null)
    {
        Units = units > 0 ? units : throw new KerasException($"Dense got units {units}; it is the number of outputs, 1 or more.");
        Activation = activation ?? Activation.Get("linear");
        ActivityRegularizer = activityRegularizer;
        _kernel = new("kernel", kernelInitializer ?? new GlorotUniform(), kernelRegularizer, constraint: kernelConstraint);
        _bias = useBias ? new("bias", biasInitializer ?? new Zeros(), biasRegularizer, constraint: biasConstraint) : null;
        _sum = new(_kernel, _bias);
    }

    /// <summary>How many outputs.</summary>
    public int Units { get; }

    /// <summary>What the sums go through.</summary>
    public Activation Activation { get; }

    /// <summary>Whether a bias is added.</summary>
    public bool UseBias => _bias is not null;

    /// <summary>What the outputs' size adds to the loss.</summary>
    public Regularizer? ActivityRegularizer { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => _bias is null ? [_kernel] : [_kernel, _bias];

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes)
        => inputShapes[0].Rank >= 2 ? inputShapes[0].With(^1, Units) : throw WrongShape(inputShapes[0], "(batch, …, features)");

    /// <inheritdoc/>
    public override Tensor Forward(Call call)
    {
        var inputs = call.Input;
        var numFeatures = _kernel.Value.Shape[0];
        if (inputs.Rank < 2 || inputs.Shape[^1] != numFeatures)
            throw WrongShape(inputs.Shape, $"(batch, …, {numFeatures}), as it was built");

        var logits = call.Pass.Rent(inputs.Shape.With(^1, Units).Sizes);
        _sum.Forward(inputs, numFeatures, logits, Units, call.Pass);

        var outputs = call.Activate(Activation, logits);
        call.AddActivityPenalty(ActivityRegularizer, outputs);
        return outputs;
    }

    /// <inheritdoc/>
    public override Tensor? Backward(Tensor outputGradients, Call call)
    {
        var gradients = call.Deactivate(Activation, outputGradients, ActivityRegularizer);
        var (inputs, numFeatures) = (call.Input, _kernel.Value.Shape[0]);
        _sum.AddGradients(inputs, numFeatures, gradients, Units, call.Pass);
        if (!call.NeedsInputGradients)
            return null;

        var inputGradients = call.Pass.Rent(inputs.Shape.Sizes);
        _sum.FillInputGradients(gradients, Units, inputGradients, numFeatures, call.Pass);
        return inputGradients;
    }

    /// <inheritdoc/>
    protected override void CreateWeights(Random random, IReadOnlyList<Shape> inputShapes)
    {
        var inputs = inputShapes[0];
        if (inputs.Rank < 2 || inputs[^1] == Shape.Unknown)
            throw WrongShape(inputs, "(batch, …, features) with a known number of features");

        _kernel.Build(new(inputs[^1], Units), random);
        _bias?.Build(new(Units), random);
    }
}
