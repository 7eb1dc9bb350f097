using Spam.Keras.Constraints;
using Spam.Keras.Initializers;
using Spam.Keras.Kernels;
using Spam.Keras.Regularizers;

namespace Spam.Keras.Layers.Attending;

/// <summary>A weighted sum of features with its bias, as one of several inside a layer; its weights are named <c>query/kernel</c>, <c>query/bias</c>.</summary>
sealed class Projection
{
    readonly Parameter _kernel;
    readonly Parameter? _bias;

    public Projection(
        string name, bool useBias, Initializer? kernelInitializer, Initializer? biasInitializer, Regularizer? kernelRegularizer,
        Regularizer? biasRegularizer, Constraint? kernelConstraint, Constraint? biasConstraint)
    {
        _kernel = new(name + "/kernel", kernelInitializer ?? new GlorotUniform(), kernelRegularizer, constraint: kernelConstraint);
        _bias = useBias ? new(name + "/bias", biasInitializer ?? new Zeros(), biasRegularizer, constraint: biasConstraint) : null;
    }

    public IReadOnlyList<Parameter> Parameters => _bias is null ? [_kernel] : [_kernel, _bias];

    /// <summary>Gives the weights shapes: the kernel's axes are those of the inputs, then those of the outputs.</summary>
    public void Build(Random random, ReadOnlySpan<int> inputs, ReadOnlySpan<int> outputs)
    {
        _kernel.Build(new([.. inputs, .. outputs]), random);
        _bias?.Build(new(outputs), random);
    }

    /// <summary>Inputs (batch, steps, …), whose axes behind the steps are the kernel's first, to <paramref name="outputs"/>.</summary>
    public Tensor Forward(Tensor inputs, Tensor outputs)
    {
        var (depth, width) = (WidthOf(inputs), WidthOf(outputs));
        if (depth * width != _kernel.Value.Length)
        {
            throw new KerasException(
                $"The weight {_kernel.Name} has shape {_kernel.Value.Shape} and cannot read inputs of shape {inputs.Shape}; " +
                "give it as many features as it was built for.");
        }

        var kernel = PackedMatrix.Pack(_kernel.Value.Span, depth, width, width);
        MatMul.Multiply(
            inputs.Span, inputs.Length / depth, depth, 1, kernel, outputs.Span, width, initial: _bias is null ? [] : _bias.Value.Span);
        return outputs;
    }

    /// <summary>Adds to the weights' gradients, and gives those of the inputs.</summary>
    public Tensor Backward(Tensor outputGradients, Tensor inputs, Pass pass)
    {
        var (depth, width) = (WidthOf(inputs), WidthOf(outputGradients));
        var numRows = inputs.Length / depth;
        MatMul.AddTransposedProduct(inputs.Span, depth, outputGradients.Span, width, numRows, _kernel.Gradient.Span, width);
        for (var row = 0; _bias is not null && row < numRows; row++)
            VectorOps.Add(outputGradients.Span.Slice(row * width, width), _bias.Gradient.Span);

        var inputGradients = pass.Rent(inputs.Shape.Sizes);
        var transposed = PackedMatrix.PackTransposed(_kernel.Value.Span, width, depth, width);
        MatMul.Multiply(outputGradients.Span, numRows, width, 1, transposed, inputGradients.Span, depth);
        return inputGradients;
    }

    static int WidthOf(Tensor sequence) => sequence.Shape[2..].Length;
}
