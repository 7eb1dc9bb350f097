using Spam.Keras.Activations;
using Spam.Keras.Constraints;
using Spam.Keras.Initializers;
using Spam.Keras.Kernels;
using Spam.Keras.Layers.Windows;
using Spam.Keras.Regularizers;

namespace Spam.Keras.Layers;

/// <summary>Runs a window over the steps of a sequence: each output is a weighted sum of the window's numbers, plus a bias, through an activation.</summary>
/// <remarks>
/// Shapes: inputs (batch, steps, channels) -> outputs (batch, windows, filters).<br/>
/// Weights: <c>kernel</c> (kernelSize, channels / groups, filters), <c>bias</c> (filters).<br/>
/// Source: Keras 2.15, keras/src/layers/convolutional/base_conv.py and conv1d.py.
/// </remarks>
public sealed class Conv1D : Layer
{
    readonly Window _window;
    readonly Parameter _kernel;
    readonly Parameter? _bias;

    /// <summary>With Keras's options.</summary>
    /// <param name="filters">How many outputs a window has.</param>
    /// <param name="kernelSize">How many steps a window sees.</param>
    /// <param name="strides">How far it moves.</param>
    /// <param name="padding">What stands beyond the ends.</param>
    /// <param name="dilationRate">How far apart the steps of a window are; above 1 only with strides of 1.</param>
    /// <param name="groups">Into how many parts the channels fall, each with filters of its own.</param>
    /// <param name="activation">What the sums go through; none by default.</param>
    /// <param name="useBias">Whether a bias is added.</param>
    /// <param name="kernelInitializer">Glorot uniform by default.</param>
    /// <param name="biasInitializer">Zeros by default.</param>
    /// <param name="kernelRegularizer">What the kernel's size adds to the loss.</param>
    /// <param name="biasRegularizer">What the bias's size adds to the loss.</param>
    /// <param name="activityRegularizer">What the outputs' size adds to the loss, for each sample.</param>
    /// <param name="kernelConstraint">What the kernel is held to after each step of training.</param>
    /// <param name="biasConstraint">What the bias is held to after each step of training.</param>
    public Conv1D(
        int filters, int kernelSize, int strides = 1, Padding padding = Padding.Valid, int dilationRate = 1, int groups = 1,
        Activation? activation = null, bool useBias = true, Initializer? kernelInitializer = null, Initializer? biasInitializer = null,
        Regularizer? kernelRegularizer = null, Regularizer? biasRegularizer = null, Regularizer? activityRegularizer = null,
        Constraint? kernelConstraint = null, Constraint? biasConstraint = null)
    {
        if (filters < 1 || kernelSize < 1 || strides < 1 || dilationRate < 1 || groups < 1)
        {
            throw new KerasException(
                $"Conv1D got filters {filters}, kernelSize {kernelSize}, strides {strides}, dilationRate {dilationRate} and groups {groups}; each is 1 or more.");
        }

        if (filters % groups != 0)
            throw new KerasException($"Conv1D got {filters} filters in {groups} groups; the filters are to be a multiple of the groups.");
        if (strides > 1 && dilationRate > 1)
            throw new KerasException($"Conv1D got strides {strides} and dilationRate {dilationRate}; only one of them can be above 1.");

        Filters = filters;
        Groups = groups;
        Activation = activation ?? Activation.Get("linear");
        ActivityRegularizer = activityRegularizer;
        _window = new(kernelSize, strides, padding, dilationRate);
        _kernel = new("kernel", kernelInitializer ?? new GlorotUniform(), kernelRegularizer, constraint: kernelConstraint);
        _bias = useBias ? new("bias", biasInitializer ?? new Zeros(), biasRegularizer, constraint: biasConstraint) : null;
    }

    /// <summary>How many outputs a window has.</summary>
    public int Filters { get; }

    /// <summary>How many steps a window sees.</summary>
    public int KernelSize => _window.Size;

    /// <summary>How far the window moves.</summary>
    public int Strides => _window.Strides;

    /// <summary>What stands beyond the ends.</summary>
    public Padding Padding => _window.Padding;

    /// <summary>How far apart the steps of a window are.</summary>
    public int DilationRate => _window.Dilation;

    /// <summary>Into how many parts the channels fall.</summary>
    public int Groups { get; }

    /// <summary>What the sums go through.</summary>
    public Activation Activation { get; }

    /// <summary>Whether a bias is added.</summary>
    public bool UseBias => _bias is not null;

    /// <summary>What the outputs' size adds to the loss.</summary>
    public Regularizer? ActivityRegularizer { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => _bias is null ? [_kernel] : [_kernel, _bias];

    /// <inheritdoc/>
    public override bool SupportsMasking => false;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(params IReadOnlyList<Shape> inputShapes)
    {
        var inputs = inputShapes[0];
        if (inputs.Rank != 3)
            throw WrongShape(inputs, "(batch, steps, channels)");
        if (inputs[1] == Shape.Unknown)
            return inputs.With(2, Filters);

        return _window.NumOutputs(inputs[1]) > 0
            ? new(inputs[0], _window.NumOutputs(inputs[1]), Filters)
            : throw WrongShape(inputs, $"(batch, steps, channels) with at least the {_window.Reach} steps of a window, or padding Same");
    }

    /// <inheritdoc/>
    public override Tensor Forward(Call call)
    {
        var shape = ComputeOutputShape(call.Input.Shape);
        if (call.Input.Shape[2] != _kernel.Value.Shape[1] * Groups)
            throw WrongShape(call.Input.Shape, $"(batch, steps, {_kernel.Value.Shape[1] * Groups}), as it was built");

        var sums = call.Pass.Rent(shape.Sizes);
        new Convolution(_window, _kernel.Value, Groups, call.Pass).Multiply(call.Input, _bias?.Value, sums);
        var outputs = call.Activate(Activation, sums);
        call.AddActivityPenalty(ActivityRegularizer, outputs);
        return outputs;
    }

    /// <inheritdoc/>
    public override Tensor? Backward(Tensor outputGradients, Call call)
    {
        var gradients = call.Deactivate(Activation, outputGradients, ActivityRegularizer);
        var convolution = new Convolution(_window, _kernel.Value, Groups, call.Pass);
        convolution.AddKernelGradients(call.Input, gradients, _kernel.Gradient);
        for (var row = 0; _bias is not null && row < gradients.NumRows; row++)
            VectorOps.Add(gradients.Row(row), _bias.Gradient.Span);

        return call.NeedsInputGradients ? convolution.InputGradients(gradients, call.Input.Shape) : null;
    }

    /// <inheritdoc/>
    protected override void CreateWeights(Random random, IReadOnlyList<Shape> inputShapes)
    {
        ComputeOutputShape(inputShapes);
        var numChannels = inputShapes[0][2];
        if (numChannels == Shape.Unknown)
            throw WrongShape(inputShapes[0], "(batch, steps, channels) with a known number of channels");
        if (numChannels % Groups != 0)
            throw WrongShape(inputShapes[0], $"a number of channels that is a multiple of its {Groups} groups");

        _kernel.Build(new(KernelSize, numChannels / Groups, Filters), random);
        _bias?.Build(new(Filters), random);
    }
}
