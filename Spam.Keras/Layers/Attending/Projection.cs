using Spam.Keras.Constraints;
using Spam.Keras.Initializers;
using Spam.Keras.Regularizers;

namespace Spam.Keras.Layers.Attending;

/// <summary>A weighted sum of features with its bias, as one of several inside a layer; its weights are named <c>query/kernel</c>, <c>query/bias</c>.</summary>
sealed class Projection
{
    readonly Parameter _kernel;
    readonly Parameter? _bias;
    readonly WeightedSum _sum;

    public Projection(
        string name, bool useBias, Initializer? kernelInitializer, Initializer? biasInitializer, Regularizer? kernelRegularizer,
        Regularizer? biasRegularizer, Constraint? kernelConstraint, Constraint? biasConstraint)
    {
        _kernel = new(name + "/kernel", kernelInitializer ?? new GlorotUniform(), kernelRegularizer, constraint: kernelConstraint);
        _bias = useBias ? new(name + "/bias", biasInitializer ?? new Zeros(), biasRegularizer, constraint: biasConstraint) : null;
        _sum = new(_kernel, _bias);
    }

    public IReadOnlyList<Parameter> Parameters => _bias is null ? [_kernel] : [_kernel, _bias];

    /// <summary>Gives the weights shapes: the kernel's axes are those of the inputs, then those of the outputs.</summary>
    public void Build(Random random, ReadOnlySpan<int> inputs, ReadOnlySpan<int> outputs)
    {
        _kernel.Build(new([.. inputs, .. outputs]), random);
        _bias?.Build(new(outputs), random);
    }

    /// <summary>Inputs (batch, steps, …), whose axes behind the steps are the kernel's first, to <paramref name="outputs"/>.</summary>
    public Tensor Forward(Tensor inputs, Tensor outputs, Pass pass)
    {
        var (depth, width) = (WidthOf(inputs), WidthOf(outputs));
        if (depth * width != _kernel.Value.Length)
        {
            throw new KerasException(
                $"The weight {_kernel.Name} has shape {_kernel.Value.Shape} and cannot read inputs of shape {inputs.Shape}; " +
                "give it as many features as it was built for.");
        }

        _sum.Forward(inputs, depth, outputs, width, pass);
        return outputs;
    }

    /// <summary>Adds to the weights' gradients, and gives those of the inputs.</summary>
    public Tensor Backward(Tensor outputGradients, Tensor inputs, Pass pass)
    {
        var (depth, width) = (WidthOf(inputs), WidthOf(outputGradients));
        _sum.AddGradients(inputs, depth, outputGradients, width, pass);
        var inputGradients = pass.Rent(inputs.Shape.Sizes);
        _sum.FillInputGradients(outputGradients, width, inputGradients, depth, pass);
        return inputGradients;
    }

    static int WidthOf(Tensor sequence) => sequence.Shape[2..].Length;
}
